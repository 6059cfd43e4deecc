import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { lineOf, type Shown, summaryOf } from './test-clients/shown.ts'
import { CHECKS } from './test-exports/checks.ts'
import { ensurePrograms } from './test-exports/programs.ts'
import { writeExports } from './test-exports/write-exports.ts'

const HELP = `npm run test:exports -- [--only TEXT] [--keep DIR] [--alto-schema FILE]
Writes hostile pages in every format and lets other programs open them: Mammoth, LibreOffice, Chromium, qpdf,
pdftotext, the schemas of hOCR and ALTO. Exit code 1: one of them found a fault.`

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    keep: { type: 'string', default: '' },
    'alto-schema': { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(HELP)
else process.exitCode = await testExports()

async function testExports(): Promise<number> {
  const python = ensurePrograms()
  const folder = values.keep || mkdtempSync(path.join(os.tmpdir(), 'pageloom-exports-'))
  const shown: Shown[] = []
  try {
    await writeExports(folder)
    for (const [name, check] of Object.entries(CHECKS)) {
      if (!name.includes(values.only)) continue
      const since = performance.now()
      const why = await check({ folder, python, altoSchema: values['alto-schema'] }).then(() => '', wordsOf)
      const outcome = why === '' ? 'passed' : 'failed'
      shown.push({ file: '', name, outcome, seconds: (performance.now() - since) / 1000, why })
      for (const row of shown.slice(-1)) console.log(lineOf(row))
    }
  } finally {
    if (values.keep === '') rmSync(folder, { recursive: true, force: true })
  }
  console.log(`\n${summaryOf(shown)}`)
  return shown.length > 0 && shown.every(({ outcome }) => outcome === 'passed') ? 0 : 1
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 2000)
}
