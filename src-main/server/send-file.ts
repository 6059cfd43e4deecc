import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FileOnDisk, ResultFile } from '../app/use-cases.ts'
import { ProblemError } from '../core/problem-error.ts'
import { type ByteRange, byteRange } from './byte-range.ts'
import { contentDisposition } from './content-disposition.ts'

/** Sends a file from disk, or the part of it that a Range header asks for. */
export function sendFile(request: FastifyRequest, reply: FastifyReply, file: FileOnDisk): FastifyReply {
  return sendBytes(request, reply, {
    ...file,
    open: range => createReadStream(file.path, range ? { start: range.first, end: range.last } : {}),
  })
}

/** Sends a result as it is made; a Range header counts where its size is known. */
export function sendResult(request: FastifyRequest, reply: FastifyReply, file: ResultFile): FastifyReply {
  return sendBytes(request, reply, {
    ...file,
    open: range => Readable.from(range ? part(file.body, range) : file.body, { objectMode: false }),
  })
}

interface Sendable {
  readonly mediaType: string
  readonly fileName: string
  readonly sizeBytes: number | null
  readonly open: (range: ByteRange | null) => Readable
}

function sendBytes(request: FastifyRequest, reply: FastifyReply, file: Sendable): FastifyReply {
  reply.type(file.mediaType).header('content-disposition', contentDisposition(file.fileName))
  if (file.sizeBytes === null) return reply.send(file.open(null))
  reply.header('accept-ranges', 'bytes')
  const range = byteRange(request.headers.range, file.sizeBytes)
  if (range === 'outside') {
    reply.header('content-range', `bytes */${file.sizeBytes}`).removeHeader('content-disposition')
    throw new ProblemError('range-not-satisfiable', `The file has ${file.sizeBytes} bytes.`)
  }
  if (range === 'whole') return reply.header('content-length', file.sizeBytes).send(file.open(null))
  return reply
    .code(206)
    .header('content-range', `bytes ${range.first}-${range.last}/${file.sizeBytes}`)
    .header('content-length', range.last - range.first + 1)
    .send(file.open(range))
}

async function* part(body: AsyncIterable<Uint8Array>, range: ByteRange): AsyncGenerator<Uint8Array> {
  let at = 0
  for await (const chunk of body) {
    const from = Math.max(range.first - at, 0)
    const to = Math.min(range.last + 1 - at, chunk.length)
    if (from < to) yield chunk.subarray(from, to)
    at += chunk.length
    if (at > range.last) return
  }
}
