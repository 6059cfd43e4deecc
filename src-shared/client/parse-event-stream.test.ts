import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventStreamParser } from './parse-event-stream.ts'

const STREAM =
  'retry: 2000\n: hello\n\nid: 7\ndata: {"a":1}\n\nid: 8\r\nevent: reset\r\ndata: x\r\ndata: y\r\n\r\n: still\n\ndata: z\n\n'
const MESSAGES = [
  { event: 'message', data: '{"a":1}', id: '7' },
  { event: 'reset', data: 'x\ny', id: '8' },
  { event: 'message', data: 'z', id: '8' },
]

test('a stream is read the same wherever it is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: STREAM.length }), { maxLength: 8 }), cuts => {
      const parser = eventStreamParser()
      const at = [0, ...cuts.sort((left, right) => left - right), STREAM.length]
      const messages = at.slice(1).flatMap((end, index) => parser.push(STREAM.slice(at[index], end)))
      expect(messages).toEqual(MESSAGES)
    }),
  )
})

test('a message that is not complete is not told', () => {
  expect(eventStreamParser().push('id: 1\ndata: half\n')).toEqual([])
})
