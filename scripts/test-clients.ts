import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startProduct } from '../bench/start-product.ts'
import { ensureClients } from './test-clients/ensure-clients.ts'
import { runScenarios, scenarioFiles } from './test-clients/run-scenarios.ts'
import { lineOf, type Shown, summaryOf } from './test-clients/shown.ts'

const HELP = `npm run test:clients -- [--only TEXT] [--list]
Starts the built server on a temporary data folder and lets other people's clients, unmodified, work with it:
every file scripts/test-clients/dialect-*.py is a set of scenarios. Exit code 1: a scenario failed.`

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(HELP)
else if (values.list) for (const file of scenarioFiles('')) console.log(file)
else process.exitCode = await testClients(values.only)

async function testClients(only: string): Promise<number> {
  const { python, chromium } = ensureClients()
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pageloom-clients-'))
  const pagePort = await freePort()
  const origin = `http://127.0.0.1:${pagePort}`
  const callbackPort = await freePort()
  const rules = ['--allow-origin', origin, '--allow-callback', `127.0.0.1:${callbackPort}`]
  const product = await startProduct(path.join(folder, 'data'), rules)
  const open = await startProduct(path.join(folder, 'open'), ['--no-auth', '--allow-origin', origin])
  const shown: Shown[] = []
  try {
    for (const file of scenarioFiles(only)) {
      console.log(`\n${file}`)
      const server = { url: product.url, key: product.key, openUrl: open.url, pagePort, callbackPort }
      for await (const row of runScenarios(file, { python, chromium, folder, ...server })) {
        shown.push(row)
        console.log(lineOf(row))
      }
    }
  } finally {
    await product.stop()
    await open.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(`\n${summaryOf(shown)}`)
  return shown.length > 0 && shown.every(({ outcome }) => outcome === 'passed') ? 0 : 1
}

/** For pages of another origin and for listeners, which must be named to the server when it starts. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
