import { spawnSync } from 'node:child_process'
import { ensurePackages } from './system-packages.mjs'

/** On Debian and Ubuntu, installs the Redis that tests start for themselves, where none is there; elsewhere does nothing. */
export async function ensureRedis() {
  const isThere = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0
  if (!isThere) ensurePackages([['redis-server']], 'tests of the queue on Redis need')
}
