import { setMaxListeners } from 'node:events'
import { expect, test, vi } from 'vitest'
import { eventually } from './testing/eventually.ts'
import { gate, scriptedFile } from './testing/scripted-workers.ts'
import { submitFiles } from './testing/test-engine.ts'
import { testEngines } from './testing/test-engines.ts'

const { signal } = new AbortController()
const { openScripted } = testEngines()

/** Node 20 warns of a leak at the eleventh listener of a signal; newer ones never do. */
class AbortControllerOfNode20 extends AbortController {
  constructor() {
    super()
    setMaxListeners(10, this.signal)
  }
}

test('many pages in hand at once do not look like a leak of listeners', async ({ onTestFinished }) => {
  const warnings: Error[] = []
  const note = (warning: Error) => warnings.push(warning)
  process.on('warning', note)
  onTestFinished(() => {
    process.off('warning', note)
    vi.unstubAllGlobals()
  })
  vi.stubGlobal('AbortController', AbortControllerOfNode20)
  const reading = gate()
  const { useCases } = await openScripted(reading.script, { flags: { workers: '12' } })

  const { id } = await submitFiles(useCases, [scriptedFile('a.pdf', 24)])
  await eventually(() => expect(reading.begun).toHaveLength(12))
  reading.open()
  const job = await useCases.waitForJob(id, signal)

  expect(job).toMatchObject({ state: 'completed', pageCount: 24 })
  expect(warnings).toEqual([])
})
