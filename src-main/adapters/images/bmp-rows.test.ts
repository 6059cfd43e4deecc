import { expect, test } from 'vitest'
import { bmpRows } from './bmp-rows.ts'
import { bytesInMemory } from './byte-source.ts'
import { decodeImage } from './decode-image.ts'

const widthPx = 5
const heightPx = 3
const stride = 16

/** A BMP whose bytes count up. */
function bmp({ bits = 24, height = heightPx } = {}): Buffer {
  const file = Buffer.from(Array.from({ length: 54 + stride * heightPx }, (_, at) => at * 3))
  file.fill(0, 0, 54)
  file.write('BM')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(54, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(widthPx, 18)
  file.writeInt32LE(height, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(bits, 28)
  return file
}

test.each([
  ['last row first', heightPx],
  ['first row first', -heightPx],
])('the rows of a BMP, %s, are those of the whole picture', (_order, height) => {
  const file = bmp({ height })
  const rows = bmpRows(bytesInMemory(file))

  const samples = Array.from({ length: heightPx }, (_, y) => Buffer.from(rows?.rowAt(y) ?? []))
  expect(Buffer.concat(samples).equals(decodeImage(file).samples)).toBe(true)
})

test('a BMP that was cut off is refused', () => {
  const rows = bmpRows(bytesInMemory(bmp().subarray(0, -1)))

  expect(() => rows?.rowAt(0)).toThrow('ends too early')
})

test('a BMP with a palette is left to the decoder of whole pictures', () => {
  expect(bmpRows(bytesInMemory(bmp({ bits: 8 })))).toBeUndefined()
})
