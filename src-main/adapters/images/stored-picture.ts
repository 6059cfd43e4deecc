import type { StoredPicture } from '../../core/ports/shrink-picture.ts'
import type { ByteSource } from './byte-source.ts'
import type { ImageHeader } from './image-header.ts'
import { jpegChannels } from './jpeg-header.ts'
import { PICTURE_HEAD_BYTES } from './read-image-header.ts'
import { storedPng } from './stored-png.ts'

/** With fewer, decoding a picture whole takes no more memory. */
const MANY_SAMPLES = 50_000_000

/** A picture that is better shrunk while it is decoded; undefined for those that must be decoded whole, or may be. */
export function storedPicture(
  mediaType: string,
  source: ByteSource,
  header: ImageHeader,
): StoredPicture | undefined {
  const stored = mediaType === 'image/png' ? storedPng(source) : storedJpeg(mediaType, source, header)
  return stored && samplesOf(stored) >= MANY_SAMPLES ? stored : undefined
}

function storedJpeg(
  mediaType: string,
  source: ByteSource,
  { widthPx, heightPx }: ImageHeader,
): StoredPicture | undefined {
  const channels = mediaType === 'image/jpeg' && jpegChannels(source.read(0, PICTURE_HEAD_BYTES))
  if (channels !== 1 && channels !== 3) return undefined
  return {
    ...{ widthPx, heightPx, channels },
    coding: 'jpeg',
    bitsPerSample: 8,
    pieces: [{ offset: 0, length: source.sizeBytes }],
    fill: source.fill,
  }
}

function samplesOf({ widthPx, heightPx, channels, palette }: StoredPicture): number {
  return widthPx * heightPx * (palette ? 3 : channels)
}
