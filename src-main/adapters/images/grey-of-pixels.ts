import type { OpaquePixels } from './pixels.ts'

/** The brightness of each pixel, as the eye weighs red, green and blue. */
export function greyOfPixels({ channels, samples, widthPx, heightPx }: OpaquePixels): OpaquePixels {
  if (channels === 1) return { channels, samples, widthPx, heightPx }
  const grey = new Uint8Array(widthPx * heightPx)
  for (let to = 0, from = 0; to < grey.length; to++, from += 3) {
    grey[to] =
      ((samples[from] ?? 0) * 77 + (samples[from + 1] ?? 0) * 150 + (samples[from + 2] ?? 0) * 29) >> 8
  }
  return { channels: 1, samples: grey, widthPx, heightPx }
}
