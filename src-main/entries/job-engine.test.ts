import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JobEngine, JobEngineOptions } from './job-engine.ts'
import { pdfOfLines } from './testing/pdf-of-lines.ts'
import { openTestEngine, resultText, submitFiles, temporaryFolder } from './testing/test-engine.ts'

const { signal } = new AbortController()
let folder: ReturnType<typeof temporaryFolder>
const engines: JobEngine[] = []

beforeEach(() => {
  folder = temporaryFolder()
})

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close()
  folder.remove()
})

async function open(options: Partial<JobEngineOptions> = {}): Promise<JobEngine> {
  const engine = await openTestEngine(folder.path, options)
  engines.push(engine)
  return engine
}

const letter = {
  name: 'letter.pdf',
  bytes: pdfOfLines(['The first page', 'The second page', 'The third page']),
}

test('a submitted document becomes Markdown, on disk as over the use case', async () => {
  const { useCases } = await open()

  const submitted = await submitFiles(useCases, [letter])
  const job = await useCases.waitForJob(submitted.id, signal)

  expect(job).toMatchObject({ state: 'completed', pageCount: 3, donePages: 3, failedPages: 0 })
  const text = await resultText(useCases, job.id)
  expect(text).toContain('The first page')
  expect(text.indexOf('The third page')).toBeGreaterThan(text.indexOf('The second page'))
  expect(readFileSync(path.join(folder.path, 'jobs', job.id, 'result.md'), 'utf8')).toBe(text)
})
