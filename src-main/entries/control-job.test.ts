import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from './testing/eventually.ts'
import { gate, pageSaying, scriptedFile } from './testing/scripted-workers.ts'
import { submitFiles } from './testing/test-engine.ts'
import { testEngines } from './testing/test-engines.ts'

const { signal } = new AbortController()
const { folder, openScripted } = testEngines()

test('a cancelled job keeps its finished pages and can go on later', async () => {
  const { script, begun, open: letGo } = gate()
  const { useCases } = await openScripted(source =>
    source.number === 1 ? pageSaying(source, 'Page 1') : script(source),
  )
  const { id } = await submitFiles(useCases, [scriptedFile('a.pdf', 9)])
  await eventually(async () => expect((await useCases.findJob(id)).donePages).toBe(1))
  await eventually(() => expect(begun.length).toBe(2))

  const startedAt = performance.now()
  const cancelled = await useCases.cancelJob(id)

  expect(performance.now() - startedAt).toBeLessThan(2000)
  expect(cancelled).toMatchObject({ state: 'cancelled', donePages: 1 })
  expect(await useCases.cancelJob(id)).toMatchObject({ state: 'cancelled' })
  const pages = await useCases.listPages(id)
  expect(pages.map(page => page.state)).toEqual(['recognised', ...Array.from({ length: 8 }, () => 'waiting')])
  letGo()
  await useCases.retryPages(id, null)
  expect(await useCases.waitForJob(id, signal)).toMatchObject({ state: 'completed', donePages: 9 })
})

test('a paused job begins no more pages until it is resumed', async () => {
  const { script, begun, open: letGo } = gate()
  const { useCases } = await openScripted(script)
  const { id } = await submitFiles(useCases, [scriptedFile('a.pdf', 9)])
  await eventually(() => expect(begun).toHaveLength(2))

  await useCases.pauseJob(id)
  letGo()
  await eventually(async () => {
    const states = (await useCases.listPages(id)).map(page => page.state)
    expect(states).not.toContain('processing')
  })

  expect(await useCases.findJob(id)).toMatchObject({ state: 'paused', donePages: 3 })
  await useCases.resumeJob(id)
  expect(await useCases.waitForJob(id, signal)).toMatchObject({ state: 'completed', donePages: 9 })
})

test('a deleted job is gone, also while it runs', async () => {
  const { script, begun } = gate()
  const { useCases } = await openScripted(script)
  const { id } = await submitFiles(useCases, [scriptedFile('a.pdf', 9)])
  await eventually(() => expect(begun).toHaveLength(2))

  await useCases.deleteJob(id)

  await expect(useCases.findJob(id)).rejects.toMatchObject({ code: 'job-not-found' })
  await expect(useCases.deleteJob(id)).rejects.toMatchObject({ code: 'job-not-found' })
  expect(readdirSync(path.join(folder(), 'jobs'))).toEqual([])
  expect(readdirSync(path.join(folder(), 'trash'))).toEqual([])
})

test('two jobs: the second waits for the first, but idle workers help it', async () => {
  const first = gate()
  const { useCases } = await openScripted(source =>
    source.path.includes('slow') ? first.script(source) : pageSaying(source, 'quick'),
  )
  const slow = await submitFiles(useCases, [scriptedFile('slow.pdf', 1)])
  const quick = await submitFiles(useCases, [scriptedFile('quick.pdf', 4)])

  expect(await useCases.waitForJob(quick.id, signal)).toMatchObject({ state: 'completed' })
  expect(await useCases.findJob(slow.id)).toMatchObject({ state: 'processing', jobsAhead: 0 })
  first.open()
  expect(await useCases.waitForJob(slow.id, signal)).toMatchObject({ state: 'completed' })
})
