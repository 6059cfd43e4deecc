import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * On Debian and Ubuntu, installs the packages that are missing; elsewhere does nothing. Each stands with its names on
 * newer and older systems. Throws with what a person can type.
 */
export function ensurePackages(packages, purpose) {
  const missing = missingPackages(packages)
  if (missing.length === 0) return
  if (process.getuid() !== 0) throw new Error(`System packages are missing. ${adviceFor(missing)}`)
  console.error(`Installing the system packages that ${purpose} …`)
  if (apt('update') && apt('install', '-y', '--no-install-recommends', ...missing.map(nameHere))) return
  throw new Error(`The system packages could not be installed. ${adviceFor(missing)}`)
}

/** What a person can type to get the packages. */
export function adviceFor(packages) {
  const install = `apt-get install -y --no-install-recommends ${packages.map(nameHere).join(' ')}`
  return `Type this and try again:\n  sudo sh -c 'apt-get update && ${install}'`
}

/** Those that are not installed; none where this system is no Debian. */
export function missingPackages(packages) {
  if (!existsSync('/usr/bin/dpkg-query') || !existsSync('/usr/bin/apt-get')) return []
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own placeholders
  const format = '-f=${db:Status-Status} ${Package}\n'
  const query = spawnSync('dpkg-query', ['-W', format, ...packages.flat()], { encoding: 'utf8' })
  const rows = query.stdout.split('\n').map(row => row.split(' '))
  const installed = new Set(rows.filter(([status]) => status === 'installed').map(([, name]) => name))
  return packages.filter(names => !names.some(name => installed.has(name)))
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
