import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ApiProblem } from '../../src-shared/client/api-problem.ts'
import { docxOf, item, paragraph, picture, run } from '../adapters/office/docx/docx-fixture.ts'
import { fakeSoffice } from '../adapters/office/libreoffice/fake-soffice-fixture.ts'
import { newFolder, runProgram } from './testing/run-program.ts'
import { type Served, startServe } from './testing/start-serve.ts'

/** Real processes on a machine that may be busy. */
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 })

/** A picture that a decoder knows: 1 × 1 pixel. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const letter = docxOf(
  paragraph(run('Letter'), '<w:pStyle w:val="Heading1"/>') +
    item('one', 1) +
    paragraph(picture('picture', 'embed', 'a dot')),
  { 'word/media/dot.png': DOT },
)
const MARKDOWN = '# Letter\n\n- one\n\n![a dot](images/page-000001-figure-1.png)\n'

describe('a Word document sent over HTTP', () => {
  let served: Served
  let id: string
  beforeAll(async () => {
    served = await startServe()
    const file = { name: 'letter.docx', bytes: new Blob([new Uint8Array(letter)]) }
    id = (await served.client.submitJob({ files: [file] })).id
  })
  afterAll(() => served.stop())

  test('becomes Markdown with its picture beside it', async () => {
    const job = await served.atRest(id)

    expect(job).toMatchObject({ state: 'completed', pageCount: 1, failedPages: 0, blankPages: 0 })
    expect(job.sizeBytes).toBeGreaterThan(letter.length)
    expect(await (await served.client.getResult(id)).text()).toBe(MARKDOWN)
    const figure = await served.client.getFigure(id, 'page-000001-figure-1.png')
    expect(figure.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await figure.arrayBuffer())).toEqual(DOT)
    expect(readFileSync(path.join(served.dataDir, 'jobs', id, 'images', 'page-000001-figure-1.png'))).toEqual(
      DOT,
    )
  })

  test('has no page images, and says so', async () => {
    await served.atRest(id)
    const reply = await fetch(served.client.pageImageUrl(id, 1), { headers: { 'x-api-key': served.key } })

    expect([reply.status, (await reply.json()).code]).toEqual([404, 'no-page-image'])
  })

  test.each(['page-000009-figure-1.png', '..%2Finput.docx'])('has no figure %s', async name => {
    await served.atRest(id)
    const reply = await fetch(`${served.url}/api/v1/jobs/${id}/figures/${name}`, {
      headers: { 'x-api-key': served.key },
    })

    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(reply.status).toBeLessThan(500)
  })

  test.each([
    ['a.txt', 'Plain text.', 'Plain text.\n'],
    ['a.html', '<h2>Page</h2>', '## Page\n'],
    ['a.md', 'Some *text*', 'Some *text*\n'],
    ['a.csv', 'A,B\n1,2', '| A | B |\n| --- | --- |\n| 1 | 2 |\n'],
  ])('is followed by %s, judged by its name where all are text', async (name, text, markdown) => {
    const job = await served.client.submitJob({ files: [{ name, bytes: new Blob([text]) }] })
    await served.atRest(job.id)

    expect(await (await served.client.getResult(job.id)).text()).toBe(markdown)
  })

  test('does not open the door to programs', async () => {
    const bytes = new Blob(['\x7fELF\x02\x01'])

    await expect(served.client.submitJob({ files: [{ name: 'a.docx', bytes }] })).rejects.toSatisfy(
      error => error instanceof ApiProblem && error.problem.code === 'not-supported',
    )
  })
})

test.skipIf(process.platform === 'win32')(
  'others need not wait for a file that another program converts',
  async () => {
    const folder = newFolder()
    const answer = path.join(folder, 'answer.docx')
    const go = path.join(folder, 'go')
    writeFileSync(answer, letter)
    const soffice = fakeSoffice(
      folder,
      `while [ ! -e '${go}' ]; do sleep 0.1; done; cp '${answer}' "$output"`,
    )
    const served = await startServe([], { env: { PAGELOOM_SOFFICE: soffice } })
    try {
      const submit = (name: string, text: string) =>
        served.client.submitJob({ files: [{ name, bytes: new Blob([text]) }] })
      let isConverted = false
      const old = submit('old.rtf', `{\\rtf1 ${folder}}`).finally(() => {
        isConverted = true
      })
      await vi.waitUntil(() => existsSync(path.join(folder, 'log')), { timeout: 60_000 })

      const quick = await submit('new.txt', 'Plain text.')

      expect((await served.atRest(quick.id)).state).toBe('completed')
      expect(isConverted).toBe(false)
      writeFileSync(go, '')
      expect((await served.atRest((await old).id)).state).toBe('completed')
    } finally {
      writeFileSync(go, '')
      await served.stop()
    }
  },
)

test('convert gives the pictures of each document a folder of their own', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-office-'))
  const input = path.join(folder, 'my letter.docx')
  writeFileSync(input, letter)

  const ended = await runProgram(['convert', input, '-o', folder, '--data-dir', newFolder()])

  expect(ended).toMatchObject({ code: 0 })
  expect(readFileSync(path.join(folder, 'my letter.md'), 'utf8')).toContain(
    '![a dot](my%20letter-images/page-000001-figure-1.png)',
  )
  expect(readFileSync(path.join(folder, 'my letter-images', 'page-000001-figure-1.png'))).toEqual(DOT)
})
