import { createWriteStream } from 'node:fs'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { SaveRequest } from '../../src-shared/contract/bridge.ts'
import { figureFolder, figuresLinkedIn } from '../../src-shared/contract/figure-links.ts'
import { ROUTES } from '../../src-shared/contract/routes.ts'
import type { ServerAddress } from './forward-to-server.ts'

/** Writes a result where the person wants it: whole, or not at all. The pictures of Markdown go into a folder beside it. */
export async function saveResultFile(
  request: SaveRequest,
  target: string,
  server: ServerAddress,
): Promise<void> {
  const folder = request.format === 'md' ? figureFolder(path.parse(target).name) : null
  await saveFrom(resultUrl(request, folder, server), target, server)
  if (folder !== null) await saveFigures(request.jobId, { markdown: target, folder, server })
}

function resultUrl(request: SaveRequest, pictures: string | null, server: ServerAddress): URL {
  const url = new URL(ROUTES.getResult.path.replace(':jobId', encodeURIComponent(request.jobId)), server.url)
  url.searchParams.set('format', request.format)
  url.searchParams.set('partial', 'true')
  if (request.pages !== undefined) url.searchParams.set('pages', request.pages)
  if (pictures !== null) url.searchParams.set('figure_folder', pictures)
  return url
}

interface FigureSaving {
  readonly markdown: string
  readonly folder: string
  readonly server: ServerAddress
}

async function saveFigures(jobId: string, { markdown, folder, server }: FigureSaving): Promise<void> {
  const names = new Set(figuresLinkedIn(await readFile(markdown, 'utf8')))
  if (names.size === 0) return
  const target = path.join(path.dirname(markdown), folder)
  await mkdir(target, { recursive: true })
  for (const name of names) {
    const route = ROUTES.getFigure.path.replace(':jobId', encodeURIComponent(jobId)).replace(':name', name)
    await saveFrom(new URL(route, server.url), path.join(target, name), server)
  }
}

async function saveFrom(url: URL, target: string, server: ServerAddress): Promise<void> {
  const part = `${target}.part`
  try {
    await pipeline(await openReply(url, server), createWriteStream(part))
    await rename(part, target)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

function openReply(url: URL, server: ServerAddress): Promise<http.IncomingMessage> {
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
