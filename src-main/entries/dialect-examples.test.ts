import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newFolder, ROOT, sample } from './testing/run-program.ts'
import { type Served, startServe } from './testing/start-serve.ts'

/** Real processes on a machine that may be busy. */
vi.setConfig({ testTimeout: 90_000 })

const page = readFileSync(path.join(ROOT, 'docs/api/dialect-a.md'), 'utf8')
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code)

const succeeds = (program: string, ...words: string[]) => spawnSync(program, words).status === 0
const hasCurl = succeeds('curl', '--version')
const hasRequests = succeeds('python3', '-c', 'import requests')

let served: Served
let folder = ''
beforeAll(async () => {
  served = await startServe()
  folder = newFolder()
  copyFileSync(sample('scanned-letter.pdf'), path.join(folder, 'document.pdf'))
})
afterAll(async () => {
  await served.stop()
})

/** Runs an example as it is printed, with the key in its address. */
function run(program: string, flag: string, example: string): Promise<string> {
  const code = example.replaceAll('localhost:8000', `pageloom:${served.key}@localhost:${served.port}`)
  return new Promise((resolve, reject) => {
    const child = spawn(program, [flag, code], { cwd: folder })
    let output = ''
    let errors = ''
    child.stdout.on('data', text => {
      output += text
    })
    child.stderr.on('data', text => {
      errors += text
    })
    child.on('error', reject)
    child.on('close', status => (status === 0 ? resolve(output) : reject(new Error(errors))))
  })
}

test.skipIf(!hasRequests)(
  'the Python example uploads, polls and downloads (skipped without python3 and requests)',
  async () => {
    const [example = ''] = blocks('python')
    const output = await run('python3', '-c', example)

    expect(output).toMatch(/Created job: document\.pdf_\d{8}_\d{6}_[0-9a-f]{8}\n/)
    expect(output).toMatch(/Status: completed - 100\.0%\nResult downloaded!\n$/)
    expect(readFileSync(path.join(folder, 'result.md'), 'utf8')).toContain('Harbour Observatory')
  },
)

test.skipIf(!hasRequests)(
  'the older, blocking Python call answers with the Markdown (skipped likewise)',
  async () => {
    const [, example = ''] = blocks('python')

    expect(await run('python3', '-c', example)).toContain('Harbour Observatory')
  },
)

test.skipIf(!hasCurl)('the curl examples work one after the other (skipped without curl)', async () => {
  const [, create = '', status = '', download = '', list = '', health = ''] = blocks('bash')
  const created = JSON.parse(await run('bash', '-c', create))
  expect(created).toEqual({
    success: true,
    job_id: expect.any(String),
    message: 'Job created successfully. Total pages: 2',
  })
  const withId = (example: string) => run('bash', '-c', example.replace('{job_id}', created.job_id))

  await served.atRest(created.job_id)
  expect(JSON.parse(await withId(status))).toMatchObject({
    job_id: created.job_id,
    filename: 'document.pdf',
    status: 'completed',
    progress: 100,
    total_pages: 2,
    processed_pages: 2,
    created_at: expect.any(Number),
    started_at: expect.any(Number),
    completed_at: expect.any(Number),
    error: null,
  })
  await withId(download)
  expect(existsSync(path.join(folder, 'result.md'))).toBe(true)
  expect(JSON.parse(await run('bash', '-c', list)).jobs[0].job_id).toBe(created.job_id)
  expect(JSON.parse(await run('bash', '-c', health))).toMatchObject({ status: 'ok', active_jobs: 0 })
})

test('the metadata of a real job has every documented field', async () => {
  const form = new FormData()
  form.append('file', new Blob([readFileSync(sample('receipt.jpg'))]), 'receipt.jpg')
  form.append('prompt', 'My own')
  const ask = (where: string, init: RequestInit = {}) =>
    fetch(served.url + where, { ...init, headers: { 'x-api-key': served.key } })
  const { job_id: id } = await (await ask('/jobs/create', { method: 'POST', body: form })).json()
  await served.atRest(id)

  expect(await (await ask(`/jobs/${id}/metadata`)).json()).toEqual({
    filename: 'receipt.jpg',
    total_pages: 1,
    processed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
    processing_time_seconds: expect.any(Number),
    prompt_used: 'My own',
  })
})
