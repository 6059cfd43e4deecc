import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { pdfOfLines } from './testing/pdf-of-lines.ts'
import { readsAll, scriptedFile } from './testing/scripted-workers.ts'
import { resultText, submitFiles } from './testing/test-engine.ts'
import { testEngines } from './testing/test-engines.ts'

const { signal } = new AbortController()
const { folder, open, openScripted } = testEngines()

const jobFolder = (jobId: string): string => path.join(folder(), 'jobs', jobId)

test('a submitted document becomes Markdown, on disk as over the use case', async () => {
  const { useCases } = await open()
  const bytes = pdfOfLines(['The first page', 'The second page', 'The third page'])

  const submitted = await submitFiles(useCases, [{ name: 'letter.pdf', bytes }])
  const job = await useCases.waitForJob(submitted.id, signal)

  expect(job).toMatchObject({ state: 'completed', pageCount: 3, donePages: 3, failedPages: 0 })
  const text = await resultText(useCases, job.id)
  expect(text).toContain('The first page')
  expect(text.indexOf('The third page')).toBeGreaterThan(text.indexOf('The second page'))
  expect(readFileSync(path.join(jobFolder(job.id), 'result.md'), 'utf8')).toBe(text)
  expect(readFileSync(path.join(jobFolder(job.id), 'input.pdf'))).toEqual(Buffer.from(bytes))
  const image = await useCases.pageImage(job.id, 2, 300)
  expect(image).toMatchObject({ mediaType: 'image/jpeg' })
  expect(statSync(image.path).size).toBe(image.sizeBytes)
})

test('events are replayed from any number, then live, and reset when they are no longer kept', async () => {
  const { useCases } = await openScripted(readsAll)
  const { id } = await submitFiles(useCases, [scriptedFile('a.pdf', 3)])
  await useCases.waitForJob(id, signal)

  const seen: string[] = []
  for await (const item of useCases.followEvents(0, id, signal)) {
    if ('reset' in item) throw new Error('nothing was pruned')
    seen.push(item.event.kind === 'job-changed' ? item.event.job.state : item.event.kind)
    if (seen.at(-1) === 'completed') break
  }
  expect(seen.filter(kind => kind !== 'page-changed')).toEqual(['queued', 'processing', 'completed'])
  expect(seen.filter(kind => kind === 'page-changed')).toHaveLength(6)

  for await (const item of useCases.followEvents(1_000_000, null, signal)) {
    expect(item).toHaveProperty('reset')
    break
  }
})

test('jobs are listed youngest first, page by page, by state, name and origin', async () => {
  const { useCases } = await openScripted(readsAll, { flags: { workers: '0' } })
  for (const name of ['Alpha.pdf', 'beta.pdf', 'ÄRGER.pdf'])
    await submitFiles(useCases, [scriptedFile(name, 1)])

  const first = await useCases.listJobs({ limit: 2 })
  const second = await useCases.listJobs({ limit: 2, cursor: first.nextCursor ?? '' })

  expect(first.jobs.map(job => [job.name, job.jobsAhead])).toEqual([
    ['ÄRGER.pdf', 2],
    ['beta.pdf', 1],
  ])
  expect(second).toMatchObject({ jobs: [{ name: 'Alpha.pdf' }], nextCursor: null, total: 3 })
  expect((await useCases.listJobs({ search: 'ärg' })).jobs).toMatchObject([{ name: 'ÄRGER.pdf' }])
  expect((await useCases.listJobs({ search: '%' })).total).toBe(0)
  expect((await useCases.listJobs({ state: 'completed' })).total).toBe(0)
  expect((await useCases.listJobs({ origin: 'http' })).total).toBe(3)
  expect(await useCases.jobCounts()).toEqual({ active: 0, queued: 3 })
})

test('changed settings count at once or wait for the next start, and say which', async () => {
  const engine = await openScripted(readsAll, { flags: { 'max-pages': '5' } })

  const reply = await engine.useCases.changeSettings({ workers: 7, maxConcurrency: 3, maxPages: 9 })

  expect(reply.settings).toMatchObject({ workers: 7, maxConcurrency: 3, maxPages: 5 })
  expect(reply.waitingForRestart).toEqual(['workers'])
  expect(reply.fixedBy).toEqual({ maxPages: 'flag' })
})
