import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openFakeVlm } from './testing/fake-vlm.ts'
import {
  type Ended,
  newFolder,
  type Program,
  runProgram,
  sample,
  startProgram,
} from './testing/run-program.ts'
import { type Served, startServe } from './testing/start-serve.ts'

/** Real processes on a machine that may be busy. */
vi.setConfig({ testTimeout: 90_000 })

let dataDir = ''
let served: Served | undefined
beforeEach(() => {
  dataDir = newFolder()
})
afterEach(async () => {
  await served?.stop()
  served = undefined
})

const convert = (...words: string[]): Promise<Ended> =>
  runProgram(['convert', ...words, '--data-dir', dataDir, '--mode', 'fast'])

test('one file in one format goes to standard output, and nothing else does', async () => {
  const ended = await convert(sample('paper-page.pdf'))

  expect(ended.code).toBe(0)
  expect(ended.stdout).toMatch(/^#/)
  expect(ended.stdout).not.toMatch(/page \d of|waiting|done/)
  expect(ended.stderr).toContain('paper-page.pdf')

  const quiet = await convert(sample('paper-page.pdf'), '--quiet', '--to', 'json')
  expect(quiet).toMatchObject({ code: 0, stderr: '' })
  expect(JSON.parse(quiet.stdout)).toBeTypeOf('object')
})

test('several files and formats go into a folder, each under its own name', async () => {
  const inputs = newFolder()
  mkdirSync(path.join(inputs, 'more'))
  copyFileSync(sample('receipt.jpg'), path.join(inputs, 'receipt.jpg'))
  copyFileSync(sample('receipt.jpg'), path.join(inputs, 'more', 'Receipt.jpg'))
  writeFileSync(path.join(inputs, 'notes.log'), 'not for us')
  const output = path.join(newFolder(), 'made', 'here')

  const ended = await convert(inputs, sample('paper-page.pdf'), '-o', output, '--to', 'md,txt')

  expect(ended).toMatchObject({ code: 0, stdout: '' })
  expect(
    readdirSync(output)
      .map(name => name.toLowerCase())
      .sort(),
  ).toEqual(
    ['paper-page.md', 'paper-page.txt', 'receipt-2.md', 'receipt-2.txt', 'receipt.md', 'receipt.txt'].sort(),
  )
  expect(readFileSync(path.join(output, 'paper-page.md'), 'utf8')).toMatch(/^#/)
})

test('several results without a folder are refused before anything is read', async () => {
  const ended = await convert(sample('receipt.jpg'), sample('paper-page.pdf'))

  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain('-o')
  expect(existsSync(path.join(dataDir, 'pageloom.db'))).toBe(false)
})

test('what is no document is refused by name while the others are read', async () => {
  const folder = newFolder()
  const bad = path.join(folder, 'bad.pdf')
  writeFileSync(bad, 'this is no PDF')
  const empty = path.join(folder, 'empty.pdf')
  writeFileSync(empty, '')
  const output = newFolder()

  const ended = await convert(
    bad,
    empty,
    sample('receipt.jpg'),
    path.join(folder, 'missing.pdf'),
    '/dev/zero',
    '-o',
    output,
  )

  expect(ended.code).toBe(3)
  for (const name of ['bad.pdf', 'empty.pdf', 'missing.pdf', '/dev/zero'])
    expect(ended.stderr).toContain(name)
  expect(readdirSync(output)).toEqual(['receipt.md'])
})

test('a summary for programs tells what came of each input', async () => {
  const bad = path.join(newFolder(), 'bad.pdf')
  writeFileSync(bad, 'this is no PDF')

  const ended = await convert(sample('receipt.jpg'), bad, '--json', '--quiet', '--to', 'txt')

  expect(ended.code).toBe(3)
  expect(JSON.parse(ended.stdout)).toMatchObject({
    exitCode: 3,
    files: [
      {
        state: 'completed',
        pages: 1,
        failedPages: [],
        problem: null,
        results: { txt: expect.stringMatching(/\w/) },
      },
      { state: 'refused', jobId: null, problem: { code: expect.any(String) }, exitCode: 3 },
    ],
  })
})

test.each([
  [['convert'], 'FILE'],
  [['convert', 'x.pdf', '--mode', 'quick'], 'balanced'],
  [['convert', 'x.pdf', '--to', 'exe'], 'md, html, txt'],
  [['convert', 'x.pdf', '--dpi', '9'], '72'],
  [['convert', 'x.pdf', '--nonsense'], '--nonsense'],
  [['jobs', 'show'], 'show ID'],
])('%j is not understood, and the words say what is', async (words, hint) => {
  const ended = await runProgram([...words, '--data-dir', dataDir])

  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain(hint)
})

test('a page range that makes no sense is a usage error, one outside the document too', async () => {
  const ended = await convert(sample('scanned-letter.pdf'), '--pages', 'first')

  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain('1,3-5,-2')
})

test('while a server owns the data folder its workers do the work, and the job stands in its history', async () => {
  served = await startServe([], { dataDir })
  const ended = await convert(sample('receipt.jpg'))

  expect(ended.code).toBe(0)
  const { jobs } = await served.client.listJobs()
  expect(jobs).toMatchObject([{ name: 'receipt.jpg', origin: 'cli', state: 'completed' }])
})

test('jobs of earlier runs can be listed, shown and deleted', async () => {
  await convert(sample('receipt.jpg'))
  const jobs = (...words: string[]) => runProgram(['jobs', ...words, '--data-dir', dataDir])

  const listed = JSON.parse((await jobs('list', '--json')).stdout)
  const id: string = listed.jobs[0].id
  expect((await jobs()).stdout).toContain(id)
  expect((await jobs('show', id)).stdout).toMatch(/state\s+completed/)
  expect((await jobs('cancel', id)).stdout).toMatch(/state\s+completed/)
  expect(await jobs('delete', id)).toMatchObject({ code: 0, stdout: '', stderr: '' })
  expect((await jobs('show', id)).code).toBe(2)
  expect((await jobs('list')).stdout).toBe('')
})

test('when the server of somebody else ends meanwhile, the job goes on in a run of its own', async () => {
  const idle = await startServe(['--workers', '0'], { dataDir })
  const program = startProgram(['convert', sample('receipt.jpg'), '--data-dir', dataDir, '--mode', 'fast'])
  await expect.poll(async () => (await idle.client.listJobs()).total, { timeout: 20_000 }).toBe(1)
  await idle.stop()

  expect(await program.ended).toMatchObject({ code: 0, stdout: expect.stringMatching(/\w{4}/) })
  const listed = await runProgram(['jobs', 'list', '--json', '--data-dir', dataDir])
  expect(JSON.parse(listed.stdout).jobs).toMatchObject([{ state: 'completed' }])
})

test('Ctrl+C cancels the job and ends with 130', async () => {
  served = await startServe([], { dataDir })
  const program: Program = startProgram(['convert', sample('scanned-letter.pdf'), '--data-dir', dataDir])
  const { client } = served
  await expect.poll(async () => (await client.listJobs()).total, { timeout: 20_000 }).toBe(1)
  program.child.kill('SIGINT')

  expect(await program.ended).toMatchObject({ code: 130, stdout: '' })
  await expect.poll(async () => (await client.listJobs()).jobs).toMatchObject([{ state: 'cancelled' }])
})

test('Ctrl+C ends a run of its own too, without leaving processes behind', async () => {
  const program = startProgram(['convert', sample('scanned-letter.pdf'), '--data-dir', dataDir])
  await expect.poll(() => program.stderr(), { timeout: 20_000 }).toContain('scanned-letter.pdf')
  program.child.kill('SIGINT')

  expect((await program.ended).code).toBe(130)
  await expect.poll(() => processesOf(dataDir)).toEqual([])
  const listed = await runProgram(['jobs', 'list', '--json', '--data-dir', dataDir])
  expect(JSON.parse(listed.stdout).jobs).toMatchObject([{ state: 'cancelled' }])
})

test('a data folder that cannot be written is told with its path', async () => {
  const file = path.join(newFolder(), 'file')
  writeFileSync(file, '')
  const ended = await runProgram(['convert', sample('receipt.jpg'), '--data-dir', path.join(file, 'data')])

  expect(ended).toMatchObject({ code: 5, stdout: '' })
  expect(ended.stderr).toContain('data folder')
})

test('doctor finds everything in its place', async () => {
  const ended = await runProgram(['doctor', '--json', '--data-dir', dataDir])

  expect(ended.code).toBe(0)
  const report = JSON.parse(ended.stdout)
  expect(report.ok).toBe(true)
  expect(report.findings.map((finding: { name: string }) => finding.name)).toEqual(
    expect.arrayContaining(['SQLite', 'models', 'ONNX Runtime', 'data folder', 'disk']),
  )
})

test('doctor names each served engine and whether it answers', async () => {
  const vlm = await openFakeVlm('deepseek-ai/DeepSeek-OCR')
  const gone = await openFakeVlm('nanonets')
  await gone.close()
  const env = { VLLM_DEEPSEEK_URL: vlm.url, VLLM_NANONETS_URL: gone.url }
  const { code, stdout } = await runProgram(['doctor', '--json', '--data-dir', dataDir], env)
  await vlm.close()
  const findings: readonly { readonly name: string }[] = JSON.parse(stdout).findings
  expect(findings.filter(({ name }) => /OCR/.test(name))).toEqual([
    { name: 'DeepSeek-OCR', ok: true, words: `answers at ${vlm.url} as deepseek-ai/DeepSeek-OCR` },
    { name: 'Nanonets-OCR2', ok: false, words: `${gone.url}: it could not be reached` },
  ])
  expect(code).toBe(5)
})

test('doctor tries every execution provider when it is asked to, and says what came of it', async () => {
  const before = await runProgram(['doctor', '--json', '--data-dir', dataDir])
  const probed = await runProgram(['doctor', '--probe', '--json', '--data-dir', dataDir])

  const wordsOf = (ended: { stdout: string }): string =>
    JSON.parse(ended.stdout).findings.find((finding: { name: string }) => finding.name === 'pages read on')
      .words
  expect([before.code, probed.code]).toEqual([0, 0])
  expect(wordsOf(before)).toMatch(/^CPU\. /)
  expect(wordsOf(before)).toContain('WebGPU: not tried.')
  expect(wordsOf(probed)).toContain('WebGPU: ')
  expect(wordsOf(probed)).not.toContain('not tried')
})

/** Command lines of processes that name a folder. */
function processesOf(folder: string): string[] {
  if (!existsSync('/proc/self')) return []
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(name => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8')
      } catch {
        return ''
      }
    })
    .filter(line => line.includes(folder))
}
