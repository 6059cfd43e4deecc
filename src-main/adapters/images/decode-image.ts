import { Transformer } from '@napi-rs/image'
import type { Pixels } from './pixels.ts'

interface SampleLayout {
  readonly channels: Pixels['channels']
  readonly bytesPerSample: 1 | 2
}

/** What the decoder gives, by its number for the colour type. */
const LAYOUTS: readonly SampleLayout[] = [
  { channels: 1, bytesPerSample: 1 },
  { channels: 2, bytesPerSample: 1 },
  { channels: 3, bytesPerSample: 1 },
  { channels: 4, bytesPerSample: 1 },
  { channels: 1, bytesPerSample: 2 },
  { channels: 2, bytesPerSample: 2 },
  { channels: 3, bytesPerSample: 2 },
  { channels: 4, bytesPerSample: 2 },
]

/** Decodes a PNG, JPEG, WebP, BMP or TIFF (its first picture) as stored. Throws what the decoder throws. */
export function decodeImage(file: Uint8Array): Pixels {
  const decoder = new Transformer(file)
  const { width: widthPx, height: heightPx, colorType } = decoder.metadataSync()
  const layout = LAYOUTS[colorType]
  if (!layout) throw new Error('samples of floating point')
  const raw = decoder.rawPixelsSync()
  const { channels, bytesPerSample } = layout
  const samples = bytesPerSample === 1 ? raw : upperBytes(raw)
  if (samples.length !== widthPx * heightPx * channels) throw new Error('the decoder gave too few pixels')
  return { widthPx, heightPx, channels, samples }
}

/** Of samples of two bytes in this machine's order, the more significant. */
function upperBytes(raw: Uint8Array): Uint8Array {
  const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
  const samples = new Uint8Array(raw.length / 2)
  for (let to = 0, from = isLittleEndian ? 1 : 0; to < samples.length; to++, from += 2)
    samples[to] = raw[from] ?? 0
  return samples
}
