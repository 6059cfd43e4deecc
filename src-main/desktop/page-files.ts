import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.pdf': 'application/pdf',
  '.wasm': 'application/wasm',
}

/** A file of the page with its media type. */
export interface PageFile {
  readonly bytes: Buffer
  readonly mediaType: string
}

/** The page's files by their path in the address: only what was there at the start is served, whatever is asked for. */
export function pageFiles(pageDir: string): (pathname: string) => Promise<PageFile | undefined> {
  const known = new Map<string, string>()
  for (const entry of readdirSync(pageDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath, entry.name)
    known.set(`/${path.relative(pageDir, file).split(path.sep).join('/')}`, file)
  }
  return async pathname => {
    const file = known.get(pathname === '/' ? '/index.html' : pathname)
    if (file === undefined) return undefined
    const mediaType = MEDIA_TYPES[path.extname(file)] ?? 'application/octet-stream'
    return { bytes: await readFile(file), mediaType }
  }
}
