import type { GreyImage } from '../../ports/document-reader.ts'

/** How light a pixel is at least, and what share of the page such pixels are at least, judged by one pixel of so many. */
export interface WantedLight {
  readonly least: number
  readonly share: number
  readonly every: number
}

/** So many samples are counted at a time. */
const SAMPLES = 1000

/** Whether enough of a page is light. Looks no further than that takes. */
export function hasLight({ pixels }: GreyImage, { least, share, every }: WantedLight): boolean {
  const wanted = (share * pixels.length) / every
  const stretch = SAMPLES * every
  let light = 0
  for (let at = 0; at < pixels.length && light < wanted; at += stretch)
    light += countLight(pixels.subarray(at, at + stretch), least, every)
  return light >= wanted
}

function countLight(pixels: Uint8Array, least: number, every: number): number {
  let light = 0
  for (let at = 0; at < pixels.length; at += every) if ((pixels[at] ?? 0) >= least) light++
  return light
}
