import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from './testing/eventually.ts'
import { readsAll, scriptedFile } from './testing/scripted-workers.ts'
import { submitFiles } from './testing/test-engine.ts'
import { testEngines } from './testing/test-engines.ts'

const { signal } = new AbortController()
const { folder, openScripted } = testEngines()

const jobFolder = (jobId: string): string => path.join(folder(), 'jobs', jobId)

test('the folder tells what the database knows', async () => {
  const { useCases, close } = await openScripted(readsAll)
  const { id } = await submitFiles(useCases, [scriptedFile('a.pdf', 3)], { options: { prompt: 'Read it' } })
  await useCases.waitForJob(id, signal)
  await close()

  const metadata: unknown = JSON.parse(readFileSync(path.join(jobFolder(id), 'metadata.json'), 'utf8'))
  expect(metadata).toMatchObject({
    job_id: id,
    filename: 'a.pdf',
    status: 'completed',
    progress: 100,
    progress_percent: 100,
    total_pages: 3,
    processed_pages: 3,
    prompt: 'Read it',
    result_file: 'result.md',
    error: null,
    created_at: expect.any(Number),
    created_at_iso: expect.stringMatching(/Z$/),
  })
  const progress: unknown = JSON.parse(readFileSync(path.join(jobFolder(id), 'progress.json'), 'utf8'))
  expect(progress).toEqual({
    job_id: id,
    status: 'completed',
    progress: 100,
    progress_percent: 100,
    total_pages: 3,
    processed_pages: 3,
    failed_pages: 0,
    seconds_left: null,
  })
  const result: unknown = JSON.parse(readFileSync(path.join(jobFolder(id), 'result_metadata.json'), 'utf8'))
  expect(result).toMatchObject({
    filename: 'a.pdf',
    total_pages: 3,
    prompt_used: 'Read it',
    processed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/),
  })
})

test('files are for the owner’s eyes only', async () => {
  const { useCases, close } = await openScripted(readsAll)
  const { id } = await submitFiles(useCases, [scriptedFile('a.pdf', 1)])
  await useCases.waitForJob(id, signal)
  await close()

  const modeOf = (name: string): string => (statSync(path.join(folder(), name)).mode & 0o777).toString(8)
  for (const name of ['jobs', 'staging', 'trash', 'logs', `jobs/${id}`, `jobs/${id}/pages`]) {
    expect([name, modeOf(name)]).toEqual([name, '700'])
  }
  const files = ['input.pdf', 'metadata.json', 'result.md', 'pages/000001.json'].map(
    file => `jobs/${id}/${file}`,
  )
  for (const name of ['pageloom.db', 'logs/pageloom.log', ...files]) {
    expect([name, modeOf(name)]).toEqual([name, '600'])
  }
})

test('retention removes the oldest finished jobs and their folders', async () => {
  const { useCases } = await openScripted(readsAll, { env: { MAX_JOB_COUNT: '2' } })
  const ids: string[] = []
  for (let count = 0; count < 4; count += 1) {
    const { id } = await submitFiles(useCases, [scriptedFile(`${count}.pdf`, 1)])
    await useCases.waitForJob(id, signal)
    ids.push(id)
  }

  await eventually(() => expect(readdirSync(path.join(folder(), 'jobs')).sort()).toEqual(ids.slice(2)))
  await eventually(async () => {
    const { jobs } = await useCases.listJobs({})
    expect(jobs.map(job => job.id)).toEqual(ids.slice(2).reverse())
  })
  expect(await Promise.all(ids.map(id => useCases.hasExpired(id)))).toEqual([true, true, false, false])
})
