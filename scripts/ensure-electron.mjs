import { execFileSync } from 'node:child_process'
import { lstatSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { installStandin, removeStandin, standinIsInPlace } from './electron-standin.mjs'
import { ownNode, ROOT } from './own-node.mjs'
import { withLock } from './with-lock.mjs'

const ELECTRON = path.join(ROOT, 'node_modules/electron')
const DOWNLOAD_LIMIT_MS = 600_000

/** Sees to it that Electron's program is there: the real one where it can be downloaded, else the stand-in. */
export async function ensureElectron() {
  if (realIsInPlace() || standinIsInPlace()) return
  await withLock(path.join(ROOT, 'node_modules/.cache/pageloom/electron.lock'), async () => {
    if (realIsInPlace() || standinIsInPlace()) return
    removeStandin()
    if (!download()) await installStandin()
  })
}

function realIsInPlace() {
  try {
    if (lstatSync(path.join(ELECTRON, 'dist')).isSymbolicLink()) return false
    const wanted = JSON.parse(readFileSync(path.join(ELECTRON, 'package.json'), 'utf8')).version
    return readFileSync(path.join(ELECTRON, 'dist/version'), 'utf8').trim().replace(/^v/, '') === wanted
  } catch {
    return false
  }
}

function download() {
  console.error('Getting Electron …')
  try {
    const install = path.join(ELECTRON, 'install.js')
    execFileSync(ownNode(), [install], { stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS })
    return realIsInPlace()
  } catch {
    rmSync(path.join(ELECTRON, 'dist'), { recursive: true, force: true })
    return false
  }
}
