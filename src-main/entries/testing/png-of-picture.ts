import { Transformer } from '@napi-rs/image'
import type { GreyImage } from '../../core/ports/document-reader.ts'
import { colourOfGrey } from '../../core/recognition/images/colour-of-grey.ts'

/** The picture as a file that can be sent. */
export async function pngOfPicture(picture: GreyImage): Promise<Blob> {
  const { widthPx, heightPx, rgba } = colourOfGrey(picture)
  return new Blob([new Uint8Array(await Transformer.fromRgbaPixels(rgba, widthPx, heightPx).png())])
}
