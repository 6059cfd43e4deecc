import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bytesInMemory } from './byte-source.ts'
import { decodeTiffPage } from './decode-tiff-page.ts'
import { type TiffEntries, tiffOf } from './image-fixture.ts'
import { tiffPages } from './tiff-pages.ts'
import { tiffRows } from './tiff-rows.ts'

const widthPx = 30
const heightPx = 20
const noise = (length: number) =>
  Buffer.from(Array.from({ length }, (_, at) => (at * 73 + (at >> 3) * 31) & 255))
const grey = noise(widthPx * heightPx)
const colour = noise(widthPx * heightPx * 3)
const sixteen = noise(widthPx * heightPx * 6)
const GREY = { 258: [8], 262: [1], 277: [1] }
const COLOUR = { 258: [8, 8, 8], 262: [2], 277: [3] }
const SIXTEEN = { 258: [16, 16, 16], 262: [2], 277: [3] }
const NONE = { 259: [1] }
const LZW = { 259: [5] }
const DEFLATE = { 259: [8] }
const PACK_BITS = { 259: [32773] }
const DIFFERENCES = { 317: [2] }

test.each<[string, TiffEntries, Buffer]>([
  ['grey', { ...GREY, ...NONE }, grey],
  ['colour', { ...COLOUR, ...NONE }, colour],
  ['16 bits', { ...SIXTEEN, ...NONE }, sixteen],
  ['LZW', { ...COLOUR, ...LZW }, lzw(colour)],
  ['Deflate', { ...COLOUR, ...DEFLATE }, deflateSync(colour)],
  ['Deflate of differences', { ...COLOUR, ...DEFLATE, ...DIFFERENCES }, deflateSync(colour)],
  ['LZW of differences of 16 bits', { ...SIXTEEN, ...LZW, ...DIFFERENCES }, lzw(sixteen)],
  ['PackBits', { ...GREY, ...PACK_BITS }, packBits(grey)],
])('the rows of a page in %s are those of the whole page', (_kind, entries, data) => {
  const { source, directory } = pageOf({ ...entries, 278: [heightPx] }, data)
  const rows = tiffRows(source, directory)
  const whole = decodeTiffPage(source, directory)

  const samples = Array.from({ length: heightPx }, (_, y) => Buffer.from(rows?.rowAt(y) ?? []))
  expect(rows?.channels).toBe(whole.channels)
  expect(Buffer.concat(samples).equals(whole.samples)).toBe(true)
})

test('strings that were just made are repeated', () => {
  // The example of the TIFF specification: 7 7 7 8 8 7 7 6 6.
  const codes = [256, 7, 258, 8, 8, 258, 6, 6, 257].map(code => code.toString(2).padStart(9, '0')).join('')
  const { source, directory } = pageOf({ ...GREY, ...LZW, 256: [9], 257: [1], 278: [1] }, bytesOfBits(codes))

  expect(Array.from(tiffRows(source, directory)?.rowAt(0) ?? [])).toEqual([7, 7, 7, 8, 8, 7, 7, 6, 6])
})

test.each<[string, TiffEntries, Buffer]>([
  ['LZW', { ...COLOUR, ...LZW }, lzw(colour).subarray(0, 900)],
  ['LZW codes that are not there', { ...COLOUR, ...LZW }, Buffer.alloc(2000, 255)],
  ['Deflate', { ...COLOUR, ...DEFLATE }, deflateSync(colour).subarray(0, 700)],
  ['PackBits', { ...GREY, ...PACK_BITS }, packBits(grey).subarray(0, 100)],
])('a damaged strip of %s is refused', (_kind, entries, data) => {
  const { source, directory } = pageOf({ ...entries, 278: [heightPx] }, data)
  const rows = tiffRows(source, directory)

  expect(rows).toBeDefined()
  expect(() => rows?.rowAt(0)).toThrow()
})

test.each<[string, TiffEntries]>([
  ['white is zero', { ...GREY, ...NONE, 262: [0] }],
  ['alpha', { 258: [8, 8, 8, 8], 262: [2], 277: [4], 338: [2], ...NONE }],
  ['fax', { 258: [1], 262: [0], 277: [1], 259: [4] }],
  ['planes', { ...COLOUR, ...NONE, 284: [2] }],
])('pages where %s are left to the decoder of whole pages', (_kind, entries) => {
  const { source, directory } = pageOf({ ...entries, 278: [heightPx] }, colour)

  expect(tiffRows(source, directory)).toBeUndefined()
})

function pageOf(entries: TiffEntries, data: Buffer) {
  const source = bytesInMemory(tiffOf([{ entries: { 256: [widthPx], 257: [heightPx], ...entries }, data }]))
  const [directory] = tiffPages(source)
  if (!directory) throw new Error('no page')
  return { source, directory }
}

/** Each byte by its own code: the codes grow longer as if there were strings. */
function lzw(bytes: Buffer): Buffer {
  let bits = ''
  let [free, width] = [4094, 9]
  const write = (code: number) => {
    bits += code.toString(2).padStart(width, '0')
  }
  for (const byte of bytes) {
    if (free >= 4093) {
      write(256)
      ;[free, width] = [257, 9]
    }
    write(byte)
    free++
    if (free === 2 ** width - 1) width++
  }
  write(257)
  return bytesOfBits(bits)
}

function bytesOfBits(bits: string): Buffer {
  return Buffer.from((bits.match(/.{1,8}/g) ?? []).map(byte => Number.parseInt(byte.padEnd(8, '0'), 2)))
}

/** Runs of ten as they are, and now and then one byte twice. */
function packBits(bytes: Buffer): Buffer {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 10) {
    const run = bytes.subarray(at, at + 10)
    parts.push(Buffer.of(run.length - 1), run)
  }
  return Buffer.concat(parts)
}
