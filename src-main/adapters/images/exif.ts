import type { Orientation } from '../../core/recognition/images/orient-image.ts'
import { bytesInMemory } from './byte-source.ts'
import { numberOf, readTiffDirectory, readTiffStart, type TiffDirectory } from './tiff-directory.ts'

const ORIENTATION = 274
const DPI_ACROSS = 282
const DPI_DOWN = 283
const UNIT = 296
const CENTIMETRE = 3
const CENTIMETRES_PER_INCH = 2.54
const ORIENTATIONS: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8]

/** What we use of EXIF. The resolution may be nonsense. */
export interface Exif {
  readonly orientation: Orientation
  readonly density: { readonly across: number; readonly down: number }
}

const NONE: Exif = { orientation: 1, density: { across: 0, down: 0 } }

/** Reads an EXIF block, which is a small TIFF. A broken one counts as none. */
export function readExif(block: Uint8Array): Exif {
  const source = bytesInMemory(block)
  const start = readTiffStart(source)
  const directory = start && readTiffDirectory(source, start.layout, start.first)
  return directory ? exifOf(directory) : NONE
}

/** Orientation and resolution as a directory tells them. */
export function exifOf(directory: TiffDirectory): Exif {
  const claimed = numberOf(directory, ORIENTATION)
  const factor = numberOf(directory, UNIT) === CENTIMETRE ? CENTIMETRES_PER_INCH : 1
  return {
    orientation: ORIENTATIONS.find(orientation => orientation === claimed) ?? 1,
    density: {
      across: (numberOf(directory, DPI_ACROSS) ?? 0) * factor,
      down: (numberOf(directory, DPI_DOWN) ?? 0) * factor,
    },
  }
}
