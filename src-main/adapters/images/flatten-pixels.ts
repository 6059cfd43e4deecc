import type { OpaquePixels, Pixels } from './pixels.ts'

/** What shows through where a picture is transparent. */
export type Ground = 'white' | 'black'

const TRANSPARENT_BELOW = 128
const MOSTLY_TRANSPARENT_SHARE = 0.3
/** Writing in colours darker than this can be read on white. */
const DARK_BELOW = 150
/** With less of what is visible being dark, white would swallow it. */
const DARK_SHARE = 0.05

/** The ground on which a picture's writing can be read: black for light writing on nothing, white for all else. */
export function readableGround({ channels, samples }: Pixels): Ground {
  if (channels === 1 || channels === 3) return 'white'
  let transparent = 0
  let visible = 0
  let dark = 0
  for (let at = 0; at < samples.length; at += channels) {
    const alpha = samples[at + channels - 1] ?? 255
    if (alpha < TRANSPARENT_BELOW) transparent++
    visible += alpha
    if (brightness(samples, at, channels) < DARK_BELOW) dark += alpha
  }
  const isMostlyTransparent = transparent * channels > samples.length * MOSTLY_TRANSPARENT_SHARE
  return isMostlyTransparent && visible > 0 && dark / visible < DARK_SHARE ? 'black' : 'white'
}

/** Lays a picture on its ground. One that is wholly transparent has lost its alpha channel's sense: it is shown as it is. */
export function flattenPixels(pixels: Pixels, ground: Ground): OpaquePixels {
  return flattenInto(pixels, ground, length => new Uint8Array(length))
}

/** Does so within the picture's own memory. */
export function flattenInPlace(pixels: Pixels, ground: Ground): OpaquePixels {
  return flattenInto(pixels, ground, length => pixels.samples.subarray(0, length))
}

function flattenInto(pixels: Pixels, ground: Ground, target: (length: number) => Uint8Array): OpaquePixels {
  const { channels, samples } = pixels
  if (channels === 1 || channels === 3) return { ...pixels, channels }
  const colours = channels === 2 ? 1 : 3
  const flat = target((samples.length / channels) * colours)
  const paper = ground === 'white' ? 255 : 0
  const isSenseless = isWhollyTransparent(pixels)
  for (let from = 0, to = 0; from < samples.length; from += channels) {
    const alpha = isSenseless ? 255 : (samples[from + channels - 1] ?? 255)
    for (let colour = 0; colour < colours; colour++, to++) {
      const sample = samples[from + colour] ?? 0
      flat[to] = alpha === 255 ? sample : (sample * alpha + paper * (255 - alpha) + 127) / 255
    }
  }
  return { ...pixels, channels: colours, samples: flat }
}

/** Whether no pixel is visible: then the alpha channel has no sense. */
export function isWhollyTransparent({ channels, samples }: Pixels): boolean {
  for (let at = channels - 1; at < samples.length; at += channels) if (samples[at] !== 0) return false
  return true
}

function brightness(samples: Uint8Array, at: number, channels: number): number {
  const first = samples[at] ?? 0
  return channels === 2 ? first : (first + (samples[at + 1] ?? 0) + (samples[at + 2] ?? 0)) / 3
}
