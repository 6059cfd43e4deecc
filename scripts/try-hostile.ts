import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { type Product, startProduct } from '../bench/start-product.ts'
import { type HostileFile, hostileFiles } from './hostile/expectations.ts'
import { finalChecks } from './hostile/final-checks.ts'
import { tryFullDisk } from './hostile/full-disk.ts'
import { madeFiles } from './hostile/made-files.ts'
import { lineOf, type Tried, tsvOf } from './hostile/tried.ts'
import { atRest, tryFile } from './hostile/try-file.ts'
import { tryRequests } from './hostile/try-requests.ts'

const HELP = `npm run try-hostile -- [DIR…] [--only TEXT] [--wait SECONDS] [--mode fast] [--tsv FILE] [--json FILE] [--keep]
Starts a server on a temporary data folder and gives it everything bad: every file under DIR (EXPECT.tsv there may say
what should come of each), files made for the purpose, requests that no client sends, names, a full disk (as root).
A good file goes along each time and must come out as always. Exit code 1: something needs a look.`

const SAMPLE = path.resolve(import.meta.dirname, '../resources/samples/receipt.jpg')
const GOOD_WAIT_MS = 60_000

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    wait: { type: 'string', default: '60' },
    mode: { type: 'string', default: 'fast' },
    tsv: { type: 'string' },
    json: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(HELP)
else process.exitCode = await tryAll()

async function tryAll(): Promise<number> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'pageloom-hostile-'))
  const dataDir = path.join(home, 'data')
  const files = [...positionals.flatMap(hostileFiles), ...(await madeFiles(path.join(home, 'made')))]
  const product = await startProduct(dataDir)
  const rows: Tried[] = []
  const add = (row: Tried) => {
    rows.push(row)
    console.log(lineOf(row))
  }
  const expected = await goodText(product)
  for (const file of files.filter(each => each.name.includes(values.only)))
    add(await tryBeside(product, file, expected))
  for (const row of await tryRequests(product, readFileSync(SAMPLE))) add(row)
  const wrong = [
    ...(await finalChecks(product, dataDir)),
    ...(await tryFullDisk(path.join(home, 'small'), SAMPLE)),
  ]
  for (const words of wrong) console.log(`<<< ${words}`)
  if (values.tsv) writeFileSync(values.tsv, tsvOf(rows))
  if (values.json) writeFileSync(values.json, JSON.stringify({ rows, wrong }, null, 2))
  if (values.keep) console.log(`kept: ${home}`)
  else rmSync(home, { recursive: true, force: true })
  const surprises = rows.filter(row => row.surprise !== '').length + wrong.length
  console.log(`${rows.length} tried, ${surprises} need a look`)
  return surprises === 0 ? 0 : 1
}

/** Sends a good file along, which must not notice. */
async function tryBeside(product: Product, file: HostileFile, expected: string): Promise<Tried> {
  const mode = values.mode === 'balanced' || values.mode === 'accurate' ? values.mode : 'fast'
  const trying = tryFile(product, file, { waitMs: Number(values.wait) * 1000, mode })
  const good = goodText(product).catch(error => `no good result: ${String(error)}`)
  const row = await trying
  const text = await good
  if (text === expected) return row
  return {
    ...row,
    surprise: [row.surprise, `the good file gave ${JSON.stringify(text.slice(0, 60))}`]
      .filter(Boolean)
      .join('; '),
  }
}

async function goodText({ client }: Product): Promise<string> {
  const file = { name: 'good.jpg', bytes: new Blob([readFileSync(SAMPLE)]) }
  const { id } = await client.submitJob({ files: [file], fields: { mode: 'fast' } })
  const job = await atRest(client, id, GOOD_WAIT_MS + Number(values.wait) * 1000)
  return job.state === 'completed' ? (await client.getResult(id)).text() : `it is ${job.state}`
}
