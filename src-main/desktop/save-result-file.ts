import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import http from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { SaveRequest } from '../../src-shared/contract/bridge.ts'
import { ROUTES } from '../../src-shared/contract/routes.ts'
import type { ServerAddress } from './forward-to-server.ts'

/** Writes a result where the person wants it: whole, or not at all. */
export async function saveResultFile(
  request: SaveRequest,
  target: string,
  server: ServerAddress,
): Promise<void> {
  const part = `${target}.part`
  try {
    await pipeline(await resultStream(request, server), createWriteStream(part))
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

function resultStream(request: SaveRequest, server: ServerAddress): Promise<http.IncomingMessage> {
  const url = new URL(ROUTES.getResult.path.replace(':jobId', encodeURIComponent(request.jobId)), server.url)
  url.searchParams.set('format', request.format)
  url.searchParams.set('partial', 'true')
  if (request.pages !== undefined) url.searchParams.set('pages', request.pages)
  const headers = server.key === null ? {} : { authorization: `Bearer ${server.key}` }
  return new Promise((resolve, reject) => {
    const outgoing = http.get(url, { headers }, incoming => {
      if (incoming.statusCode === 200) return resolve(incoming)
      incoming.resume()
      reject(new Error(`The server answered ${incoming.statusCode}.`))
    })
    outgoing.on('error', reject)
  })
}
