import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { homeEnv, ROOT } from './open-pageloom.ts'

/** A server on the command line; `address` lets one browser in. */
export interface ServeCommand {
  readonly child: ChildProcess
  readonly address: string
}

/** Starts `pageloom serve` in a home and reads the address for a browser from what it prints. */
export async function serve(home: string): Promise<ServeCommand> {
  const command = path.join(ROOT, 'scripts/pageloom.mjs')
  const child = spawn(process.execPath, [command, 'serve', '--port', '0'], {
    cwd: ROOT,
    env: homeEnv(home),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  for await (const piece of child.stdout) {
    printed += String(piece)
    const address = /http:\S+#code=\S+/.exec(printed)?.[0]
    if (address) return { child, address }
  }
  throw new Error(`serve ended and printed no address: ${printed}`)
}
