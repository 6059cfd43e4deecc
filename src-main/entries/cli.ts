import { runCli } from './cli/run-cli.ts'
import { productPlace } from './product-place.ts'

const exitCode = await runCli(process.argv.slice(2), productPlace(import.meta.dirname))
// What still runs, such as a reader that never ends, must not keep the program alive.
process.exit(exitCode)
