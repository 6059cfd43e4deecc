import { crc32, deflateSync } from 'node:zlib'
import type { GreyImage } from '../src-main/core/ports/document-reader.ts'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** 8 bits, grey, and the only compression, filter set and order of rows that PNG knows and we need. */
const GREY_8_BIT = [8, 0, 0, 0, 0] as const
/** Reading a PNG takes as long at any level, writing doesn't. */
const LEVEL = 1

/** A grey image as a PNG file. */
export function pngOfGrey({ widthPx, heightPx, pixels }: GreyImage): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(widthPx, 0)
  header.writeUInt32BE(heightPx, 4)
  header.set(GREY_8_BIT, 8)
  // Each row begins with its filter: 0, none.
  const rows = Buffer.alloc((widthPx + 1) * heightPx)
  for (let y = 0; y < heightPx; y++)
    rows.set(pixels.subarray(y * widthPx, (y + 1) * widthPx), y * (widthPx + 1) + 1)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: LEVEL })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
