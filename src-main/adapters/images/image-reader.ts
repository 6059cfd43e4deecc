import { LIMITS } from '../../../src-shared/contract/limits.ts'
import type { DocumentReader, OpenDocument } from '../../core/ports/document-reader.ts'
import type { PictureShrinker, StoredPicture } from '../../core/ports/shrink-picture.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { mediaTypeOf } from '../../core/recognition/inspection/media-type.ts'
import { nameUnsupportedKind } from '../../core/recognition/inspection/name-unsupported-kind.ts'
import { bmpRows } from './bmp-rows.ts'
import { type ByteSource, bytesOfFile } from './byte-source.ts'
import { credibleDpi } from './credible-dpi.ts'
import { decodeImage } from './decode-image.ts'
import { decodeTiffPage } from './decode-tiff-page.ts'
import { exifOf } from './exif.ts'
import type { ImageHeader } from './image-header.ts'
import { openImagePage, type Picture } from './image-page.ts'
import type { OpaquePixels } from './pixels.ts'
import { readFileHead } from './read-file-head.ts'
import { PICTURE_HEAD_BYTES, readImageHeader } from './read-image-header.ts'
import { shrinkRows } from './shrink-rows.ts'
import { storedPicture } from './stored-picture.ts'
import { numberOf, type TiffDirectory } from './tiff-directory.ts'
import { tiffPages } from './tiff-pages.ts'
import { tiffRows } from './tiff-rows.ts'

/** A picture within the limit of pixels is smaller, even where it is stored as it is. */
const MOST_FILE_BYTES = 1024 * 1024 * 1024

/** Reads PNG, JPEG, WebP, BMP and TIFF files; each picture of a TIFF is a page. Without a shrinker, large JPEG and PNG are decoded whole. */
export function imageReader(shrinker?: PictureShrinker): DocumentReader {
  return {
    async open(path) {
      const head = await readFileHead(path)
      if (head.length === 0) throw new ProblemError('empty-file')
      const kind = mediaTypeOf(head)
      if (kind === undefined || !kind.mediaType.startsWith('image/')) {
        throw new ProblemError('not-supported', `the file seems to be ${nameUnsupportedKind(head)}`)
      }
      return kind.mediaType === 'image/tiff' ? openTiff(path) : openPicture(path, kind.mediaType, shrinker)
    },
  }
}

function openPicture(path: string, mediaType: string, shrinker: PictureShrinker | undefined): OpenDocument {
  const source = bytesOfFile(path)
  try {
    const { sizeBytes } = source
    if (sizeBytes > MOST_FILE_BYTES) throw new ProblemError('image-too-large', `${sizeBytes} bytes`)
    const header =
      readImageHeader(mediaType, source.read(0, PICTURE_HEAD_BYTES)) ??
      readImageHeader(mediaType, source.read(0, sizeBytes))
    if (!header) throw new ProblemError('damaged-file', 'the picture has no readable header')
    checkSize(header)
    const decode = () => decodeImage(source.read(0, sizeBytes))
    const storedAs = () => storedPicture(mediaType, source, header)
    const shrink: Picture['shrink'] = size => shrinkRows(bmpRows(source), size)
    const manner = mediaType === 'image/bmp' ? { shrink } : shrinker && shrinking(storedAs, shrinker)
    return documentOf(mediaType, [{ header, decode, ...manner }], () => source.close())
  } catch (error) {
    source.close()
    throw error
  }
}

/** Shrinks with a new shrinker each time, so that its memory goes once the picture is drawn. */
function shrinking(
  storedAs: () => StoredPicture | undefined,
  shrinker: PictureShrinker,
): Pick<Picture, 'prepare' | 'shrink'> {
  let ready: Picture['shrink']
  return {
    async prepare() {
      const stored = storedAs()
      const shrink = stored && (await shrinker())
      ready = shrink && (size => withSamples(size, shrink(stored, size)))
    },
    shrink(size) {
      const shrink = ready
      ready = undefined
      return shrink?.(size)
    },
  }
}

function withSamples(
  size: { readonly widthPx: number; readonly heightPx: number },
  samples: Uint8Array | undefined,
): OpaquePixels | undefined {
  return samples && { ...size, channels: 3, samples }
}

function openTiff(path: string): OpenDocument {
  const source = bytesOfFile(path)
  try {
    const pages = tiffPages(source)
    if (pages.length === 0) throw new ProblemError('damaged-file', 'the TIFF has no readable directory')
    const pictures = pages.map(directory => tiffPicture(source, directory))
    if (pictures.length === 1) for (const { header } of pictures) checkSize(header)
    return documentOf('image/tiff', pictures, () => source.close())
  } catch (error) {
    source.close()
    throw error
  }
}

function tiffPicture(source: ByteSource, directory: TiffDirectory): Picture {
  const size = { widthPx: numberOf(directory, 256) ?? 0, heightPx: numberOf(directory, 257) ?? 0 }
  const { orientation, density } = exifOf(directory)
  return {
    header: { ...size, orientation, dpi: credibleDpi({ ...size, ...density }) },
    decode: () => decodeTiffPage(source, directory),
    shrink: wanted => shrinkRows(tiffRows(source, directory), wanted),
  }
}

function documentOf(mediaType: string, pictures: readonly Picture[], close: () => void): OpenDocument {
  return {
    mediaType,
    pageCount: pictures.length,
    openPage(pageInDocument) {
      const picture = pictures[pageInDocument - 1]
      if (!picture) throw new ProblemError('page-unreadable', `page ${pageInDocument} is not in the file`)
      checkSize(picture.header)
      return openImagePage(picture)
    },
    close,
  }
}

function checkSize({ widthPx, heightPx }: ImageHeader): void {
  if (widthPx * heightPx <= LIMITS.imagePixels) return
  throw new ProblemError(
    'image-too-large',
    `${widthPx} × ${heightPx} pixels; the most is ${LIMITS.imagePixels}`,
  )
}
