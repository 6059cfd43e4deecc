import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { ensureBuild } from './ensure-build.mjs'
import { displayAdvice } from './ensure-display.mjs'
import { ensureElectron } from './ensure-electron.mjs'
import { ROOT } from './own-node.mjs'

const ELECTRON_DIST = path.join(ROOT, 'node_modules/electron/dist')
const IS_LINUX = process.platform === 'linux'
const IS_ROOT = process.getuid?.() === 0

try {
  await ensureBuild()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
const obstacle = await whyNoWindow()
if (obstacle) await serveInstead(obstacle)
else openWindow()

/** Says in words why no window can be opened here, or nothing if one can. */
async function whyNoWindow() {
  if (IS_LINUX && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'There is no display.'
  try {
    await ensureElectron()
  } catch (error) {
    return error.message
  }
  return IS_LINUX ? (missingLibraries() ?? missingSandbox()) : undefined
}

function missingLibraries() {
  const { stdout } = spawnSync('ldd', [path.join(ELECTRON_DIST, 'electron')], { encoding: 'utf8' })
  const missing = (stdout ?? '').split('\n').filter(row => row.includes('not found'))
  if (missing.length === 0) return undefined
  const names = missing.map(row => row.trim().split(' ')[0]).join(', ')
  return `Electron lacks system libraries (${names}). ${displayAdvice() ?? 'Install them and try again.'}`
}

/** Chromium's sandbox wants user namespaces, which some systems keep from programs that were not installed by root. */
function missingSandbox() {
  const helper = path.join(ELECTRON_DIST, 'chrome-sandbox')
  if (IS_ROOT || !existsSync(helper) || isOwnedByRootAndSetuid(helper) || namespacesAreOpen())
    return undefined
  return `Electron may not make its sandbox here. Type this and try again:\n  sudo sh -c 'chown root "${helper}" && chmod 4755 "${helper}"'`
}

function isOwnedByRootAndSetuid(file) {
  const { uid, mode } = statSync(file)
  return uid === 0 && (mode & 0o4000) !== 0
}

function namespacesAreOpen() {
  return (
    kernelSays('apparmor_restrict_unprivileged_userns') !== '1' &&
    kernelSays('unprivileged_userns_clone') !== '0'
  )
}

function kernelSays(name) {
  const file = `/proc/sys/kernel/${name}`
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

/** The same page for a browser; the server prints where. */
async function serveInstead(obstacle) {
  console.error(`No window can be opened. ${obstacle}\nServing the same page for a browser instead.`)
  process.argv.splice(2, 0, 'serve')
  await import('./pageloom.mjs')
}

function openWindow() {
  const program = path.join(
    ELECTRON_DIST,
    readFileSync(path.join(ROOT, 'node_modules/electron/path.txt'), 'utf8'),
  )
  const flags = IS_LINUX && IS_ROOT ? ['--no-sandbox'] : []
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const child = spawn(program, [...flags, ROOT, ...process.argv.slice(2)], { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', error => {
    console.error(`Electron does not start: ${error.message}`)
    process.exit(1)
  })
  child.once('exit', code => process.exit(code ?? 1))
}
