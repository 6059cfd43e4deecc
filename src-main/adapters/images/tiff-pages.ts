import type { ByteSource } from './byte-source.ts'
import { numberOf, readTiffDirectory, readTiffStart, type TiffDirectory } from './tiff-directory.ts'

const WIDTH = 256
const HEIGHT = 257
const SUBFILE_TYPE = 254
/** A smaller copy of another picture, or a mask for one. */
const NO_PAGE = 0b101
/** Far above what a job may have, so that the right problem is told. */
const MOST_PAGES = 100_000

/** The directories of a TIFF's pages, in the file's order; a loop among them ends it. */
export function tiffPages(source: ByteSource): readonly TiffDirectory[] {
  const start = readTiffStart(source)
  if (!start) return []
  const pictures: TiffDirectory[] = []
  const seen = new Set<number>()
  for (let offset = start.first; !seen.has(offset) && pictures.length < MOST_PAGES; ) {
    seen.add(offset)
    const directory = readTiffDirectory(source, start.layout, offset)
    if (!directory) break
    if (numberOf(directory, WIDTH) && numberOf(directory, HEIGHT)) pictures.push(directory)
    offset = directory.next
  }
  const pages = pictures.filter(picture => ((numberOf(picture, SUBFILE_TYPE) ?? 0) & NO_PAGE) === 0)
  return pages.length > 0 ? pages : pictures
}
