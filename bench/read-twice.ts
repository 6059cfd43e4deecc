import path from 'node:path'
import { detectLines } from '../src-main/adapters/engines/paddle/detection/detect-lines.ts'
import { openModels } from '../src-main/adapters/engines/paddle/models.ts'
import { invertIfDark } from '../src-main/adapters/engines/paddle/pixels/invert-if-dark.ts'
import { shrinkPage } from '../src-main/adapters/engines/paddle/pixels/shrink-page.ts'
import type { LineReading } from '../src-main/adapters/engines/paddle/reading/line-reading.ts'
import { recogniseAt, recogniseLine } from '../src-main/adapters/engines/paddle/reading/recognise-line.ts'
import { drawPage } from './draw-page.ts'

/** A line as the quick and the careful Latin model read it, narrowed alike. */
export interface LineReadTwice {
  readonly quick: LineReading
  readonly careful: LineReading
}

export type ReadTwice = (file: string, pageInDocument: number) => Promise<readonly LineReadTwice[]>

/** Gets the models ready for pages that stand upright. */
export async function startReadingTwice(): Promise<ReadTwice> {
  const models = await openModels(path.resolve(import.meta.dirname, '../resources/models'))
  const detector = await models.detector()
  const quickModel = await models.recogniser('tiny-latin')
  const carefulModel = await models.recogniser('small-latin')
  return async (file, pageInDocument) => {
    const image = invertIfDark((await drawPage(file, pageInDocument)).image)
    const { lines } = await detectLines(detector, image, shrinkPage(image))
    const twice: LineReadTwice[] = []
    for (const { quad } of lines) {
      const quick = await recogniseLine(quickModel, image, quad)
      twice.push({ quick, careful: await recogniseAt(carefulModel, image, { quad, squeeze: quick.squeeze }) })
    }
    return twice
  }
}
