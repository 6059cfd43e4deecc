import { Transformer } from '@napi-rs/image'
import { LIMITS } from '../../../src-shared/contract/limits.ts'
import type { PreparedPicture, PreparePicture } from '../../core/ports/prepare-picture.ts'
import { mediaTypeOf } from '../../core/recognition/inspection/media-type.ts'
import { readImageHeader } from './read-image-header.ts'

/** Kept as they are: whoever shows the text can show these. */
const EXTENSIONS: Readonly<Record<string, PreparedPicture['extension']>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
}
const GIF = /^GIF8[79]a/

/** Keeps PNG and JPEG, makes PNG of WebP, BMP, TIFF and GIF; drawings and what is too large or damaged can't be shown. */
export const preparePicture: PreparePicture = async bytes => {
  const kind = mediaTypeOf(bytes.subarray(0, 64))?.mediaType
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const extension = kind === undefined ? undefined : EXTENSIONS[kind]
  if (kind !== undefined && extension) return kept(kind, extension, file)
  const isRaster = kind?.startsWith('image/') || GIF.test(file.toString('latin1', 0, 6))
  return isRaster ? converted(file) : undefined
}

function kept(
  kind: string,
  extension: PreparedPicture['extension'],
  file: Buffer,
): PreparedPicture | undefined {
  const header = readImageHeader(kind, file)
  if (!header || header.widthPx * header.heightPx > LIMITS.imagePixels) return undefined
  const isSideways = header.orientation >= 5
  const [widthPx, heightPx] = isSideways
    ? [header.heightPx, header.widthPx]
    : [header.widthPx, header.heightPx]
  return { bytes: file, extension, widthPx, heightPx }
}

async function converted(file: Buffer): Promise<PreparedPicture | undefined> {
  try {
    const transformer = new Transformer(file)
    const { width: widthPx, height: heightPx } = await transformer.metadata()
    if (widthPx < 1 || heightPx < 1 || widthPx * heightPx > LIMITS.imagePixels) return undefined
    return { bytes: await transformer.png(), extension: 'png', widthPx, heightPx }
  } catch {
    // Damaged, or a kind that the decoder doesn't know.
    return undefined
  }
}
