import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** What Electron's program and a display without a screen need, each with its names on newer and older systems. */
const PACKAGES = [
  ['xvfb'],
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
]

/** On Debian and Ubuntu, installs the system packages that Electron needs and that are missing; elsewhere does nothing. */
export async function ensureDisplay() {
  const missing = missingPackages()
  if (missing.length === 0) return
  if (process.getuid() !== 0) throw new Error(`System packages are missing. ${adviceFor(missing)}`)
  console.error('Installing the system packages that Electron needs …')
  if (apt('update') && apt('install', '-y', '--no-install-recommends', ...missing.map(nameHere))) return
  throw new Error(`The system packages could not be installed. ${adviceFor(missing)}`)
}

/** What a person can type to get what Electron's window needs, or nothing if all is there or this system is no Debian. */
export function displayAdvice() {
  const missing = missingPackages().filter(([name]) => name !== 'xvfb')
  return missing.length > 0 ? adviceFor(missing) : undefined
}

function adviceFor(missing) {
  const install = `apt-get install -y --no-install-recommends ${missing.map(nameHere).join(' ')}`
  return `Type this and try again:\n  sudo sh -c 'apt-get update && ${install}'`
}

function missingPackages() {
  if (!existsSync('/usr/bin/dpkg-query') || !existsSync('/usr/bin/apt-get')) return []
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own placeholders
  const format = '-f=${db:Status-Status} ${Package}\n'
  const query = spawnSync('dpkg-query', ['-W', format, ...PACKAGES.flat()], { encoding: 'utf8' })
  const rows = query.stdout.split('\n').map(row => row.split(' '))
  const installed = new Set(rows.filter(([status]) => status === 'installed').map(([, name]) => name))
  const hasDisplay = process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  const needed = PACKAGES.filter(([name]) => name !== 'xvfb' || !hasDisplay)
  return needed.filter(names => !names.some(name => installed.has(name)))
}

/** The first name that this system's package lists know. */
function nameHere(names) {
  const isKnown = name => spawnSync('apt-cache', ['show', name], { stdio: 'ignore' }).status === 0
  return names.find(isKnown) ?? names.at(-1)
}

/** Runs apt-get; its words go to stderr and only if it fails. */
function apt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = spawnSync('apt-get', args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', env })
  if (run.status !== 0) process.stderr.write(`${run.stdout}${run.stderr}`)
  return run.status === 0
}
