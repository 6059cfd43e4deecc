import path from 'node:path'
import { expect, test } from 'vitest'
import { differenceOf } from '../../../core/execution/difference-of.ts'
import { judgeProvider } from '../../../core/execution/judge-provider.ts'
import { openModels } from './models.ts'
import { decodeCtc } from './reading/decode-ctc.ts'
import { selfTest } from './self-test.ts'
import { SELF_TEST_LINES } from './self-test-page.ts'

/** A clock on which nothing is ever late. */
const patient = { now: Date.now, wait: () => new Promise<void>(() => undefined) }
const MODELS_DIR = path.resolve(import.meta.dirname, '../../../../resources/models')

test('the self-test holds text that the CPU finds and reads', async () => {
  const output = await (await selfTest(MODELS_DIR).open('cpu'))()

  const { characters } = await (await openModels(MODELS_DIR)).recogniser('tiny-latin')
  const read = decodeCtc(output.classes, output.probabilities, characters).map(({ text }) => text)
  const [firstLine] = SELF_TEST_LINES
  expect(read.join('').replace(/ +/g, ' ')).toContain(firstLine)
  const share = Array.from(output.map).filter(value => value > 0.5).length / output.map.length
  expect(share).toBeGreaterThan(0.02)
})

test('the CPU passes beside itself in everything but speed', async () => {
  const reading = selfTest(MODELS_DIR)
  const [first, second] = [await reading.open('cpu'), await reading.open('cpu')]

  expect(differenceOf(await first(), await second())).toBeNull()
})

test('a provider that the runtime does not have is not available', async () => {
  const foreign = process.platform === 'win32' ? 'coreml' : 'dml'

  expect(await judgeProvider(foreign, selfTest(MODELS_DIR), patient)).toMatchObject({
    kind: 'unavailable',
  })
})
