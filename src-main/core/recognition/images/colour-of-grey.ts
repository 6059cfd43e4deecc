import type { ColourImage, GreyImage } from '../../ports/document-reader.ts'

/** A grey image in the form of a colour one. */
export function colourOfGrey({ widthPx, heightPx, pixels }: GreyImage): ColourImage {
  const rgba = new Uint8Array(pixels.length * 4)
  pixels.forEach((grey, index) => {
    rgba.fill(grey, index * 4, index * 4 + 3)
    rgba[index * 4 + 3] = 255
  })
  return { widthPx, heightPx, rgba }
}
