import { readFile } from 'node:fs/promises'
import { LIMITS } from '../../../src-shared/contract/limits.ts'
import type { DocumentReader, OpenDocument } from '../../core/ports/document-reader.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { mediaTypeOf } from '../../core/recognition/inspection/media-type.ts'
import { nameUnsupportedKind } from '../../core/recognition/inspection/name-unsupported-kind.ts'
import { type ByteSource, bytesOfFile } from './byte-source.ts'
import { credibleDpi } from './credible-dpi.ts'
import { decodeImage } from './decode-image.ts'
import { decodeTiffPage } from './decode-tiff-page.ts'
import { exifOf } from './exif.ts'
import type { ImageHeader } from './image-header.ts'
import { openImagePage, type Picture } from './image-page.ts'
import { readFileHead } from './read-file-head.ts'
import { readImageHeader } from './read-image-header.ts'
import { numberOf, type TiffDirectory } from './tiff-directory.ts'
import { tiffPages } from './tiff-pages.ts'

/** A picture within the limit of pixels is smaller, even where it is stored as it is. */
const MOST_FILE_BYTES = 1024 * 1024 * 1024

/** Reads PNG, JPEG, WebP, BMP and TIFF files; each picture of a TIFF is a page. */
export function imageReader(): DocumentReader {
  return {
    async open(path) {
      const head = await readFileHead(path)
      if (head.length === 0) throw new ProblemError('empty-file')
      const kind = mediaTypeOf(head)
      if (kind === undefined || !kind.mediaType.startsWith('image/')) {
        throw new ProblemError('not-supported', `the file seems to be ${nameUnsupportedKind(head)}`)
      }
      return kind.mediaType === 'image/tiff' ? openTiff(path) : openPicture(path, kind.mediaType)
    },
  }
}

async function openPicture(path: string, mediaType: string): Promise<OpenDocument> {
  const file = bytesOfFile(path)
  file.close()
  if (file.sizeBytes > MOST_FILE_BYTES) throw new ProblemError('image-too-large', `${file.sizeBytes} bytes`)
  const bytes = await readFile(path)
  const header = readImageHeader(mediaType, bytes)
  if (!header) throw new ProblemError('damaged-file', 'the picture has no readable header')
  checkSize(header)
  return documentOf(mediaType, [{ header, decode: () => decodeImage(bytes) }], () => {})
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
