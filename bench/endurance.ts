import { mkdirSync, mkdtempSync, openAsBlob, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { isAtRest } from '../src-shared/contract/job-transitions.ts'
import { type Product, startProduct } from './start-product.ts'
import { openFileCount, processTree, residentBytes, roleOf } from './watch-processes.ts'

const HELP = `npm run bench -- endurance [--pdf FILE] [--rounds 2] [--mode fast] [--step 25]
Sends the same scan again and again to one server and shows memory, open files and temporary files as it goes on: none
of them may grow from round to round. (Workers are replaced after 1,000 pages.)`

const MIB = 1024 * 1024
const POLL_MS = 200

/** Measures whether the server grows with the work that it does. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      pdf: { type: 'string', default: path.resolve(import.meta.dirname, '../.bench/scan100.pdf') },
      rounds: { type: 'string', default: '2' },
      mode: { type: 'string', default: 'fast' },
      step: { type: 'string', default: '25' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const home = mkdtempSync(path.join(os.tmpdir(), 'pageloom-bench-'))
  const temporary = path.join(home, 'tmp')
  mkdirSync(temporary)
  // Whatever is left in the folder for temporary files can then only be ours.
  process.env.TMPDIR = temporary
  const product = await startProduct(path.join(home, 'data'))
  try {
    const mode = values.mode === 'balanced' || values.mode === 'accurate' ? values.mode : 'fast'
    const show = (words: string) => console.log(`${words.padEnd(20)} ${stateOf(product, temporary)}`)
    show('idle')
    for (let round = 1; round <= Number(values.rounds); round += 1) {
      const file = { name: path.basename(values.pdf), bytes: await openAsBlob(values.pdf) }
      let job = await product.client.submitJob({ files: [file], fields: { mode } })
      for (let shownAt = 0; !isAtRest(job.state); job = await product.client.getJob(job.id)) {
        if (job.donePages >= shownAt + Number(values.step)) {
          shownAt = job.donePages
          show(`round ${round}, page ${job.donePages}`)
        }
        await wait(POLL_MS)
      }
      show(`round ${round}, ${job.state}`)
    }
  } finally {
    await product.stop()
    console.log(`after the end, temporary files: ${readdirSync(temporary).join(', ') || 'none'}`)
    rmSync(home, { recursive: true, force: true })
  }
}

function stateOf(product: Product, temporary: string): string {
  const processes = processTree(product.pid).map(pid => {
    const name = pid === product.pid ? 'server' : `${roleOf(pid)} ${pid}`
    return `${name} ${Math.round(residentBytes(pid) / MIB)} MB ${openFileCount(pid)} files`
  })
  return `${processes.join(' | ')} | ${readdirSync(temporary).length} temporary`
}
