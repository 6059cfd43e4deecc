import { ensureBuild } from './ensure-build.mjs'
import { ensureDisplay } from './ensure-display.mjs'
import { ensureElectron } from './ensure-electron.mjs'
import { ensureRedis } from './ensure-redis.mjs'

/** What a command may need, in the order in which it is made. */
const STEPS = { display: ensureDisplay, redis: ensureRedis, electron: ensureElectron, build: ensureBuild }

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !(name in STEPS))
if (wanted.length === 0 || unknown.length > 0) {
  console.error(`usage: node scripts/prepare.mjs ${Object.keys(STEPS).join(' | ')} …`)
  process.exit(2)
}
try {
  for (const [name, ensure] of Object.entries(STEPS)) if (wanted.includes(name)) await ensure()
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
