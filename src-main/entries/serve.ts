import { runCli } from './cli/run-cli.ts'
import { productPlace } from './product-place.ts'

/** `pageloom serve` without the command's name, for service files and containers. */
const exitCode = await runCli(['serve', ...process.argv.slice(2)], productPlace(import.meta.dirname))
process.exit(exitCode)
