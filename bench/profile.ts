import { existsSync, mkdtempSync, openAsBlob, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Check } from 'typebox/value'
import { RECOGNITION_MODES, type RecognitionMode } from '../src-shared/contract/engine.ts'
import { Page, type Timings } from '../src-shared/contract/page.ts'
import { describeSetting } from './describe-setting.ts'
import { jobAtRest } from './job-at-rest.ts'
import { modesOf } from './modes-of.ts'
import { pageCountOf } from './page-images.ts'
import { spread } from './spread.ts'
import { stageTable } from './stage-table.ts'
import { startProduct } from './start-product.ts'

const HELP = `npm run bench -- profile [--pdf FILE] [--sample 20] [--mode ${RECOGNITION_MODES.join(',')}]
How long each stage of a page takes, in milliseconds: the mean of the pages read, one worker by itself.
  --pdf FILE   the file to read (default .bench/scan100.pdf, made by: node_modules/node/bin/node bench/make-scan.ts scan100)
  --sample N   how many pages, spread over the whole (default 20)
  --mode MODE  one mode or several with commas (default all)`

const DEFAULT_PAGES = 20

/** Measures what the stages of a page take, mode by mode. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      pdf: { type: 'string', default: path.resolve(import.meta.dirname, '../.bench/scan100.pdf') },
      sample: { type: 'string' },
      mode: { type: 'string', default: RECOGNITION_MODES.join(',') },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  if (!existsSync(values.pdf))
    throw new Error(
      `There is no ${values.pdf}. Make it: node_modules/node/bin/node bench/make-scan.ts scan100`,
    )
  const count = await pageCountOf(values.pdf)
  const all = Array.from({ length: count }, (_, index) => index + 1)
  const pages = spread(all, Number(values.sample) || DEFAULT_PAGES)
  const rows: [string, readonly Timings[]][] = []
  for (const mode of modesOf(values.mode)) rows.push([mode, await timingsOf(values.pdf, pages, mode)])
  const setting = [...Object.values(describeSetting()), `${path.basename(values.pdf)}, ${pages.length} pages`]
  console.log(`${setting.join('\n')}\n\n${stageTable(rows)}`)
}

async function timingsOf(pdf: string, pages: readonly number[], mode: RecognitionMode): Promise<Timings[]> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'pageloom-bench-'))
  const product = await startProduct(dataDir, ['--workers', '1'])
  try {
    const file = { name: path.basename(pdf), bytes: await openAsBlob(pdf) }
    const fields = { mode, pages: pages.join(',') }
    const { id } = await product.client.submitJob({ files: [file], fields })
    await jobAtRest(product.client, id)
    const folder = path.join(dataDir, 'jobs', id, 'pages')
    return readdirSync(folder).flatMap(name => {
      const page: unknown = JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
      return Check(Page, page) ? [page.timings] : []
    })
  } finally {
    await product.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
