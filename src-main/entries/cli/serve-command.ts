import { dataDir } from '../../adapters/disk/data-dir.ts'
import { isLoopbackHost } from '../../server/host-names.ts'
import { forkWorker } from '../../worker/fork-worker.ts'
import { keyFile } from '../key-file.ts'
import type { ProductPlace } from '../product-place.ts'
import type { RunningServer } from '../running-server.ts'
import { startServer } from '../start-server.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import type { Command } from './parse-command.ts'
import { interruptSignal } from './terminal.ts'

type ServeCommand = Extract<Command, { kind: 'serve' }>

/** `pageloom serve`: runs until it is told to stop. */
export async function serveCommand(command: ServeCommand, place: ProductPlace): Promise<ExitCode> {
  const signal = interruptSignal()
  const folder = dataDir(command.flags, process.env)
  const server = await startServer({
    dataDir: folder,
    modelsDir: place.modelsDir,
    pageDir: place.pageDir,
    version: place.version,
    spawnWorker: place.spawnWorker ?? forkWorker({ entryPath: place.workerPath }),
    flags: command.flags,
    env: process.env,
    noAuth: command.noAuth,
  })
  // In one piece, for programs that wait for the address and then read on.
  console.log(greeting(server, { folder, hasPage: place.pageDir !== null }).join('\n'))
  await aborted(signal)
  console.log('Stopping; pages in work go on at the next start.')
  await server.close()
  return EXIT.ok
}

function greeting(
  server: RunningServer,
  { folder, hasPage }: { folder: string; hasPage: boolean },
): string[] {
  const isLan = !isLoopbackHost(server.settings.host)
  return [
    ...server.notices,
    `Pageloom listens on ${server.urls.join(', ')}`,
    ...(isLan ? ['Programs of the whole network reach this server; all need the key.'] : []),
    keyLine(server, isLan, folder),
    ...(hasPage ? [`In a browser, once, within five minutes: ${server.browserUrl()}`] : []),
  ]
}

function keyLine(server: RunningServer, isLan: boolean, folder: string): string {
  if (server.key === null) return 'No key is needed on this machine.'
  return isLan ? `Key: ${server.key}` : `The key stands in ${keyFile(folder)}`
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
