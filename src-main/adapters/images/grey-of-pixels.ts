import type { ColourPlane } from '../../core/recognition/images/colour-plane.ts'
import { hasColour } from '../../core/recognition/images/has-colour.ts'
import { revealEqualGreys } from '../../core/recognition/images/reveal-equal-greys.ts'
import { flattenPixels, type Ground, isWhollyTransparent } from './flatten-pixels.ts'
import type { OpaquePixels, Pixels } from './pixels.ts'

/** The brightness of each pixel on its ground, as the eye weighs red, green and blue; print of equal brightness stands out. */
export function greyOfPixels(pixels: Pixels, ground: Ground): OpaquePixels {
  const { widthPx, heightPx, channels } = pixels
  if (channels === 1) return { ...pixels, channels }
  const samples = channels === 2 ? firstOfEach(pixels) : brightnessOf(pixels)
  if (channels !== 3 && !isWhollyTransparent(pixels)) layOnGround(samples, pixels, ground)
  if (channels >= 3 && hasColour(planeOf(pixels)))
    revealEqualGreys(samples, planeOf(flattenPixels(pixels, ground)))
  return { widthPx, heightPx, channels: 1, samples }
}

function planeOf({ widthPx, heightPx, channels, samples }: Pixels): ColourPlane {
  return {
    ...{ widthPx, heightPx, bytes: samples, start: 0 },
    ...{ stride: widthPx * channels, bytesPerPixel: channels, isRedFirst: true },
  }
}

function firstOfEach({ samples }: Pixels): Uint8Array {
  const grey = new Uint8Array(samples.length / 2)
  for (let to = 0, from = 0; to < grey.length; to++, from += 2) grey[to] = samples[from] ?? 0
  return grey
}

function brightnessOf({ samples, channels }: Pixels): Uint8Array {
  const grey = new Uint8Array(samples.length / channels)
  for (let to = 0, from = 0; to < grey.length; to++, from += channels) {
    grey[to] =
      ((samples[from] ?? 0) * 77 + (samples[from + 1] ?? 0) * 150 + (samples[from + 2] ?? 0) * 29) >> 8
  }
  return grey
}

function layOnGround(grey: Uint8Array, { samples, channels }: Pixels, ground: Ground): void {
  const paper = ground === 'white' ? 255 : 0
  for (let to = 0, from = channels - 1; to < grey.length; to++, from += channels) {
    const alpha = samples[from] ?? 255
    if (alpha < 255) grey[to] = ((grey[to] ?? 0) * alpha + paper * (255 - alpha) + 127) / 255
  }
}
