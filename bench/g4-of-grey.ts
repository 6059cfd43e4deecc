import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { GreyImage } from '../src-main/core/ports/document-reader.ts'

/** Darker pixels become black. */
const THRESHOLD = 150
const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  offsets: 273,
  rows: 278,
  counts: 279,
}
const LONG = 4
const HEAD_BYTES = 8
const ENTRY_BYTES = 12

/** A grey image in black and white as CCITT group 4 packs it, by libtiff's own tool. */
export function g4OfGrey(image: GreyImage): Uint8Array {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'pageloom-bench-'))
  try {
    const [plain, packed] = [path.join(folder, 'plain.tif'), path.join(folder, 'packed.tif')]
    writeFileSync(plain, plainTiff(image))
    const { status } = spawnSync('tiffcp', ['-c', 'g4', '-r', String(image.heightPx), plain, packed])
    if (status === 0) return onlyStrip(readFileSync(packed))
    throw new Error('tiffcp is needed. On Debian or Ubuntu: apt-get install -y libtiff-tools')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** A TIFF of one strip without compression; 1 is black. */
function plainTiff(image: GreyImage): Buffer {
  const { widthPx, heightPx } = image
  const bits = blackBits(image)
  const fields: readonly (readonly [number, number])[] = [
    [TAG.width, widthPx],
    [TAG.height, heightPx],
    [TAG.bits, 1],
    [TAG.compression, 1],
    [TAG.photometric, 0],
    [TAG.offsets, HEAD_BYTES],
    [TAG.rows, heightPx],
    [TAG.counts, bits.length],
  ]
  const directory = Buffer.alloc(2 + fields.length * ENTRY_BYTES + 4)
  directory.writeUInt16LE(fields.length)
  for (const [index, [tag, value]] of fields.entries()) {
    const at = 2 + index * ENTRY_BYTES
    directory.writeUInt16LE(tag, at)
    directory.writeUInt16LE(LONG, at + 2)
    directory.writeUInt32LE(1, at + 4)
    directory.writeUInt32LE(value, at + 8)
  }
  // Directories start at even places.
  const filler = Buffer.alloc(bits.length % 2)
  const head = Buffer.from('II*\0\0\0\0\0', 'latin1')
  head.writeUInt32LE(HEAD_BYTES + bits.length + filler.length, 4)
  return Buffer.concat([head, bits, filler, directory])
}

function blackBits({ widthPx, heightPx, pixels }: GreyImage): Buffer {
  const rowBytes = Math.ceil(widthPx / 8)
  const bits = Buffer.alloc(rowBytes * heightPx)
  for (let y = 0; y < heightPx; y += 1)
    for (let x = 0; x < widthPx; x += 1) {
      const at = y * rowBytes + (x >> 3)
      if ((pixels[y * widthPx + x] ?? 255) <= THRESHOLD) bits[at] = (bits[at] ?? 0) | (0x80 >> (x & 7))
    }
  return bits
}

/** The bytes of the one strip of a TIFF as this machine writes it. */
function onlyStrip(tiff: Buffer): Uint8Array {
  const directory = tiff.readUInt32LE(4)
  const fields = new Map<number, number>()
  for (let index = 0; index < tiff.readUInt16LE(directory); index += 1) {
    const at = directory + 2 + index * ENTRY_BYTES
    const isLong = tiff.readUInt16LE(at + 2) === LONG
    fields.set(tiff.readUInt16LE(at), isLong ? tiff.readUInt32LE(at + 8) : tiff.readUInt16LE(at + 8))
  }
  const from = fields.get(TAG.offsets) ?? 0
  return tiff.subarray(from, from + (fields.get(TAG.counts) ?? 0))
}
