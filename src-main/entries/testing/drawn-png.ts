import { Transformer } from '@napi-rs/image'
import { drawnLines, drawPage } from '../../adapters/engines/paddle/drawn-page-fixture.ts'
import { colourOfGrey } from '../../core/recognition/images/colour-of-grey.ts'

/** A picture with these lines, which only recognition can read. */
export async function drawnPng(lines: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const { widthPx, heightPx, rgba } = colourOfGrey(
    drawPage(drawnLines(lines, 60, 80), { widthPx: 900, heightPx: 80 + 56 * lines.length }),
  )
  return new Uint8Array(await Transformer.fromRgbaPixels(rgba, widthPx, heightPx).png())
}
