import { expect, test } from 'vitest'
import { pageSaying, scriptedFile } from './testing/scripted-workers.ts'
import { resultText, submitFiles } from './testing/test-engine.ts'
import { testEngines } from './testing/test-engines.ts'

const { signal } = new AbortController()
const { openScripted } = testEngines()

test.each([
  ['crash', 'page-crashed'],
  ['nonsense', 'engine-garbage'],
  ['foreign-kill', 'page-crashed'],
] as const)(
  'a page that always ends in %s is failed with its reason; the job goes on',
  async (act, problem) => {
    const attempts: number[] = []
    const { useCases } = await openScripted(source => {
      if (source.number !== 2) return pageSaying(source, `Page ${source.number}`)
      attempts.push(source.number)
      return act
    })

    const { id } = await submitFiles(useCases, [scriptedFile('a.pdf', 4)])
    const job = await useCases.waitForJob(id, signal)

    expect(job).toMatchObject({ state: 'completed', failedPages: 1, donePages: 4 })
    expect(attempts).toHaveLength(act === 'foreign-kill' ? 10 : 2)
    await expect(useCases.readPage(id, 2)).rejects.toMatchObject({ code: problem })
    expect(await useCases.readPage(id, 4)).toMatchObject({ number: 4 })
  },
)

test('a page that hangs is ended at its time limit', async () => {
  const options = { limits: { pageTimeoutMs: 300 } }
  const { useCases } = await openScripted(
    source => (source.number === 1 ? 'hang' : pageSaying(source, 'x')),
    options,
  )

  const { id } = await submitFiles(useCases, [scriptedFile('a.pdf', 2)])

  expect(await useCases.waitForJob(id, signal)).toMatchObject({ state: 'completed', failedPages: 1 })
  await expect(useCases.readPage(id, 1)).rejects.toMatchObject({ code: 'page-timeout' })
})

test('a result that is another page’s is not taken', async () => {
  const { useCases } = await openScripted(source => pageSaying({ ...source, number: 1 }, 'x'))
  const { id } = await submitFiles(useCases, [scriptedFile('a.pdf', 2)])
  expect(await useCases.waitForJob(id, signal)).toMatchObject({ state: 'completed', failedPages: 1 })
  await expect(useCases.readPage(id, 2)).rejects.toMatchObject({ code: 'engine-garbage' })
})

test('a job of which no page can be read is failed; a retried page brings it to a result', async () => {
  let isMended = false
  const { useCases } = await openScripted(source =>
    isMended
      ? pageSaying(source, 'read at last')
      : { kind: 'failed', problem: 'page-unreadable', detail: '' },
  )
  const { id } = await submitFiles(useCases, [scriptedFile('a.pdf', 2)])
  expect(await useCases.waitForJob(id, signal)).toMatchObject({
    state: 'failed',
    problem: { code: 'no-page-readable' },
  })

  isMended = true
  await useCases.retryPages(id, 2)
  const job = await useCases.waitForJob(id, signal)

  expect(job).toMatchObject({ state: 'completed', failedPages: 1, donePages: 2, problem: null })
  expect(await resultText(useCases, id)).toContain('read at last')
  await expect(useCases.retryPages(id, 2)).rejects.toMatchObject({ code: 'wrong-state' })
  await expect(useCases.retryPages(id, 3)).rejects.toMatchObject({ code: 'page-not-found' })
})
