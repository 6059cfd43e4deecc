import type { FastifyRequest } from 'fastify'
import type { Log } from '../../core/ports/log.ts'
import type { HttpTimes, Server } from '../server-parts.ts'

/** Ends connections whose request body comes too slowly to be meant: they would be held open for ever. */
export function slowBodies(app: Server, times: HttpTimes, log: Log): void {
  app.addHook('onRequest', async request => {
    if (hasBody(request)) watch(request, times, log)
  })
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

function watch(request: FastifyRequest, times: HttpTimes, log: Log): void {
  const { socket } = request.raw
  const leastBytes = (times.slowBodyBytesPerSecond * times.slowBodyCheckMs) / 1000
  let seenBytes = socket.bytesRead
  const timer = setInterval(() => {
    if (request.raw.complete) return clearInterval(timer)
    // A reader that is slow on our side is no fault of the client's.
    const isOurs = request.raw.readableLength > 0
    if (!isOurs && socket.bytesRead - seenBytes < leastBytes) {
      clearInterval(timer)
      log.warn('slow-upload-ended', { requestId: request.id })
      socket.destroy()
    }
    seenBytes = socket.bytesRead
  }, times.slowBodyCheckMs)
  timer.unref()
  request.raw.once('close', () => clearInterval(timer))
}
