import { Transformer } from '@napi-rs/image'
import type { ColourImage } from '../../core/ports/document-reader.ts'
import type { EncodeFigure } from '../../core/ports/encode-figure.ts'

const JPEG_QUALITY = 85
/** In drawings most pixels are as their neighbour; in photos and scans hardly any. */
const FLAT_SHARE = 0.6
/** So many pixels tell enough. */
const SAMPLES = 40_000

/** Keeps the figure's pixels without loss where that is small, as JPEG where it is not. */
export const encodeFigure: EncodeFigure = async image => {
  const { widthPx, heightPx } = image
  const transformer = Transformer.fromRgbaPixels(image.rgba, widthPx, heightPx)
  if (isDrawing(image)) return { bytes: await transformer.png(), extension: 'png', widthPx, heightPx }
  return { bytes: await transformer.jpeg(JPEG_QUALITY), extension: 'jpg', widthPx, heightPx }
}

function isDrawing({ widthPx, heightPx, rgba }: ColourImage): boolean {
  const count = widthPx * heightPx
  const step = Math.max(1, Math.floor(count / SAMPLES))
  const words = new Uint32Array(rgba.buffer, rgba.byteOffset, count)
  let same = 0
  let all = 0
  for (let at = 1; at < count; at += step, all++) if (words[at] === words[at - 1]) same++
  return same >= FLAT_SHARE * all
}
