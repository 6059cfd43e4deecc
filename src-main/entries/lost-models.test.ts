import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Check } from 'typebox/value'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { PROBLEMS } from '../../src-shared/contract/problem.ts'
import { WorkerReply } from '../../src-shared/contract/worker-wire.ts'
import { drawnFigurePage, FIGURE_PAGE } from './testing/drawn-figure-page.ts'

/** Real processes on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const LAYOUT = 'layout-cdla.onnx'
const TABLES = 'table-slanet-plus.onnx'
const HEAD = ['Harbour', 'Depth', 'Marks']
const ROWS = [
  ['Northern pier', '12.5', '31'],
  ['Old basin', '4.2', '17'],
  ['Outer light', '38.0', '52'],
  ['Fish market', '3.9', '8'],
]

const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-models-'))
const page = path.join(folder, 'page.png')
const children: ChildProcess[] = []

/** The models folder without some files, and with some that are not the ones shipped. */
function modelsFolder(missing: readonly string[], altered: readonly string[] = []): string {
  const copy = mkdtempSync(path.join(folder, 'models-'))
  cpSync('resources/models', copy, { recursive: true })
  for (const file of missing) rmSync(path.join(copy, file))
  for (const file of altered) writeFileSync(path.join(copy, file), 'no model')
  return copy
}

/** A page with a photo, and a table between three rules, of which the one model sees the place, the other the cells. */
function drawPage(): Buffer {
  const canvas = drawnFigurePage()
  const context = canvas.getContext('2d')
  for (const [index, row] of [HEAD, ...ROWS].entries())
    for (const [column, text] of row.entries())
      context.fillText(text, 110 + 400 * column, 1140 + 56 * index + (index > 0 ? 8 : 0))
  for (const y of [1100, 1160, 1400]) context.fillRect(100, y, 1040, 3)
  return canvas.toBuffer('image/png')
}

async function readPage(modelsDir: string) {
  const start = JSON.stringify({ role: 'page', modelsDir, warm: false })
  const child = fork(path.resolve('src-main/entries/worker.ts'), [start], { silent: true })
  children.push(child)
  await once(child, 'message')
  const place = { pageInDocument: 1, number: 1, documentNumber: 1 }
  child.send({
    kind: 'recognise',
    callId: 1,
    source: { path: page, mediaType: 'image/png', password: null, ...place },
    settings: {
      ...{ mode: 'balanced', language: 'auto', dpi: null, forceOcr: false, prompt: '', engine: 'paddle' },
    },
  })
  const [reply]: unknown[] = await once(child, 'message')
  child.kill('SIGKILL')
  if (!Check(WorkerReply, reply) || reply.kind !== 'recognised') throw new Error(JSON.stringify(reply))
  return reply.outcome
}

beforeAll(() => writeFileSync(page, drawPage()))
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

test.each([
  { missing: [LAYOUT], altered: [], words: [`${LAYOUT}). A model file is missing.`] },
  { missing: [], altered: [TABLES], words: [`${TABLES}). A model file is not the one that was shipped.`] },
  { missing: [LAYOUT, TABLES], altered: [], words: [LAYOUT, TABLES] },
])('a page is read without $missing $altered, and says so', async ({ missing, altered, words }) => {
  const outcome = await readPage(modelsFolder(missing, altered))

  if (outcome.kind !== 'recognised') throw new Error(JSON.stringify(outcome))
  const { notices, regions } = outcome.page
  expect(notices).toHaveLength(words.length)
  for (const [index, word] of words.entries()) {
    expect(notices[index]).toContain(word)
    expect(notices[index]).toContain('Install Pageloom again.')
  }
  const text = regions.map(region => region.text).join('\n')
  for (const line of [FIGURE_PAGE.left[0] ?? '', ...ROWS.map(([name = '']) => name)])
    expect(text).toContain(line)
  const table = regions.find(({ category }) => category === 'table')?.table
  expect(table?.cells.map(cell => cell.text)).toEqual([HEAD, ...ROWS].flat())
})

test.each([
  { file: 'ppocrv6-tiny-det.onnx', become: 'missing' },
  { file: 'ppocrv6-tiny-det.onnx', become: 'altered' },
  { file: 'ppocrv6-tiny-latin.onnx', become: 'missing' },
  { file: 'ppocrv6-tiny-latin.onnx', become: 'altered' },
  { file: 'ppocrv6-small-latin.onnx', become: 'missing' },
  { file: 'ppocrv6-tiny-latin.txt', become: 'missing' },
] as const)('a page fails where $file, which reads its lines, is $become', async ({ file, become }) => {
  const lost = become === 'missing' ? modelsFolder([file]) : modelsFolder([], [file])

  expect(await readPage(lost)).toMatchObject({ kind: 'failed', problem: `model-${become}`, detail: file })
  expect(PROBLEMS[`model-${become}`].words).toContain('Install Pageloom again.')
})

test('a page that can ask all models has no notices', async () => {
  const outcome = await readPage(path.resolve('resources/models'))

  expect(outcome).toMatchObject({ kind: 'recognised', page: { notices: [] } })
})
