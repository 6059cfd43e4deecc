import { credibleDpi } from './credible-dpi.ts'
import { readExif } from './exif.ts'
import type { ImageHeader } from './image-header.ts'

const SCAN = 0xda
const JFIF = 0xe0
const EXIF = 0xe1
const EXIF_NAME = 'Exif\0\0'
const CENTIMETRES_PER_INCH = 2.54
/** Frames start with C0 to CF, but for three that are tables. */
const NO_FRAMES: readonly number[] = [0xc4, 0xc8, 0xcc]

/** Reads a JPEG's header: size, JFIF density and EXIF. */
export function jpegHeader(bytes: Buffer): ImageHeader | undefined {
  let frame: { widthPx: number; heightPx: number } | undefined
  let density = { across: 0, down: 0 }
  let exif: ReturnType<typeof readExif> | undefined
  for (const { marker, body } of segments(bytes)) {
    if (marker === JFIF && body.toString('latin1', 0, 5) === 'JFIF\0' && body.length >= 12)
      density = jfifDensity(body)
    if (marker === EXIF && exif === undefined && body.toString('latin1', 0, 6) === EXIF_NAME)
      exif = readExif(body.subarray(6))
    if (isFrame(marker) && frame === undefined)
      frame = { heightPx: body.readUInt16BE(1), widthPx: body.readUInt16BE(3) }
  }
  if (frame === undefined) return undefined
  const dpi =
    credibleDpi({ ...frame, ...density }) ?? credibleDpi({ ...frame, across: 0, down: 0, ...exif?.density })
  return { ...frame, orientation: exif?.orientation ?? 1, dpi }
}

/** How many colours a JPEG has. */
export function jpegChannels(bytes: Buffer): number | undefined {
  for (const { marker, body } of segments(bytes)) if (isFrame(marker)) return body[5]
  return undefined
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && !NO_FRAMES.includes(marker)
}

function jfifDensity(body: Buffer): { across: number; down: number } {
  const unit = body[7]
  const factor = unit === 1 ? 1 : unit === 2 ? CENTIMETRES_PER_INCH : 0
  return { across: body.readUInt16BE(8) * factor, down: body.readUInt16BE(10) * factor }
}

/** The segments up to the first scan. */
function* segments(bytes: Buffer) {
  let offset = 2
  while (offset + 4 <= bytes.length) {
    if (bytes[offset] !== 0xff) {
      offset++ // rubbish between segments, as some cameras leave it
      continue
    }
    const marker = bytes[offset + 1] ?? 0
    if (marker === 0xff) offset++
    else if (marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) offset += 2
    else if (marker === SCAN || marker === 0xd9) return
    else {
      const length = bytes.readUInt16BE(offset + 2)
      yield { marker, body: bytes.subarray(offset + 4, offset + 2 + length) }
      offset += 2 + Math.max(2, length)
    }
  }
}
