import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { base64String, jsonObject, jsonString } from './json-pieces.ts'

async function* cut(words: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(words)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

test.each([1, 2, 3, 1000])('a text cut into pieces of %i bytes is the same text again', async size => {
  const words = '\ufeff"quoted" \\ Ä 漢字 😀\n\u0001 end'
  const json = await text(Readable.from(jsonObject({ text: jsonString(cut(words, size)), pages: 1 })))

  expect(JSON.parse(json)).toEqual({ text: words, pages: 1 })
})

test('an object without fields and a text without characters are JSON too', async () => {
  expect(await text(Readable.from(jsonObject({})))).toBe('{}')
  expect(await text(Readable.from(jsonString(cut('', 1))))).toBe('""')
})

test('base64 is the same however the bytes are cut', async () => {
  const bytes = Buffer.from('All human beings are born free and equal.')
  for (const size of [1, 2, 3, 4, 7, 100]) {
    const cut = async function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    }
    let json = ''
    for await (const piece of base64String(cut())) json += piece
    expect(json).toBe(JSON.stringify(bytes.toString('base64')))
  }
})
