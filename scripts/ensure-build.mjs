import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ownNode, ROOT } from './own-node.mjs'
import { withLock } from './with-lock.mjs'

const DIST = path.join(ROOT, 'dist')
const STAMP = path.join(DIST, '.built-from')
const CACHE = path.join(ROOT, 'node_modules/.cache/pageloom')
/** What `dist/` is made from. */
const SOURCES = [
  'src-main',
  'src-renderer',
  'src-shared',
  'electron.vite.config.ts',
  'scripts/pdfjs-files.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]
/** Files beside the sources that never reach the build. */
const NOT_BUILT = /\.(test|contract)\.tsx?$/

/** Builds `dist/` unless it was made from exactly these sources. An installed package has no sources and is left alone. */
export async function ensureBuild() {
  if (!existsSync(path.join(ROOT, 'src-main')) || isFresh()) return
  await withLock(path.join(CACHE, 'build.lock'), async () => {
    if (!isFresh()) build()
  })
}

function isFresh() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint()
}

/** Builds beside `dist/` and swaps, so that a failed build leaves the old one and nobody sees half of the new one. */
function build() {
  const started = performance.now()
  process.stderr.write('Building Pageloom … ')
  const next = path.join(CACHE, 'dist-next')
  const last = path.join(CACHE, 'dist-last')
  const madeFrom = fingerprint()
  rmSync(next, { recursive: true, force: true })
  const tool = path.join(ROOT, 'node_modules/electron-vite/bin/electron-vite.js')
  const run = spawnSync(ownNode(), [tool, 'build', '--outDir', next], { cwd: ROOT, encoding: 'utf8' })
  if (run.error || run.status !== 0) {
    process.stderr.write(`failed\n${run.stdout ?? ''}${run.stderr ?? ''}${run.error ?? ''}\n`)
    throw new Error('The build failed; what went wrong stands above.')
  }
  writeFileSync(path.join(next, '.built-from'), madeFrom)
  rmSync(last, { recursive: true, force: true })
  if (existsSync(DIST)) renameSync(DIST, last)
  renameSync(next, DIST)
  rmSync(last, { recursive: true, force: true })
  process.stderr.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`)
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap(filesUnder))
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(ROOT, file)))
      .update('\0')
  return hash.digest('hex')
}

function filesUnder(relative) {
  const start = path.join(ROOT, relative)
  if (!existsSync(start)) return []
  if (statSync(start).isFile()) return [relative]
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !NOT_BUILT.test(entry.name))
    .map(entry => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .sort()
}
