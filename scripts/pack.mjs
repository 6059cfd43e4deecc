import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { standinIsInPlace } from './electron-standin.mjs'
import { ensureBuild } from './ensure-build.mjs'
import { ensureElectron } from './ensure-electron.mjs'
import { ownNode, ROOT } from './own-node.mjs'

/** Playwright steers a program through Node's inspector, which a released program refuses. */
const FOR_TESTS = '-c.electronFuses.enableNodeCliInspectArguments=true'

const given = process.argv.slice(2)
const rest = given.filter(arg => arg !== '--for-tests')
try {
  await ensureElectron()
  await ensureBuild()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
const options = rest.length > 0 ? rest : ['--dir']
if (given.includes('--for-tests')) options.push(FOR_TESTS)
if (standinIsInPlace()) {
  console.error('This package holds the Electron stand-in: good for tests, never for a release.')
  options.push('-c.electronDist=node_modules/electron/dist')
}
const builder = path.join(ROOT, 'node_modules/electron-builder/cli.js')
const { status } = spawnSync(ownNode(), [builder, '--publish', 'never', ...options], {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exit(status ?? 1)
