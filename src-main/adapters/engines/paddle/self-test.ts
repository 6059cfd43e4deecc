import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { SelfTest } from '../../../core/ports/self-test.ts'
import { openModels } from './models.ts'
import { onlyOutput } from './only-output.ts'
import { normalisedPlanes } from './pixels/normalised-planes.ts'
import { cropLine, cropWidth, LINE_HEIGHT_PX } from './reading/crop-line.ts'
import { likeliestClasses, runRecogniser } from './reading/run-recogniser.ts'
import { selfTestPage } from './self-test-page.ts'

/** The detector on a drawn page and the quick recogniser on its lines: what nearly every page needs, in some 100 ms. */
export function selfTest(modelsDir: string): SelfTest {
  const { image, lines } = selfTestPage()
  const page = new Tensor('float32', normalisedPlanes(image.pixels), [1, 3, image.heightPx, image.widthPx])
  const crops = lines.map(quad => {
    const { plane, paddedWidthPx } = cropLine(image, { quad, widthPx: cropWidth(quad, 1) })
    return new Tensor('float32', plane, [1, 1, LINE_HEIGHT_PX, paddedWidthPx])
  })
  return {
    async open(provider) {
      const models = await openModels(modelsDir, provider)
      const detector = await models.detector()
      const recogniser = await models.recogniser('tiny-latin')
      return async () => {
        const map = onlyOutput(await run(detector, page))
        const read: ReturnType<typeof likeliestClasses>[] = []
        for (const crop of crops) read.push(likeliestClasses(await runRecogniser(recogniser.session, crop)))
        return {
          map,
          classes: read.flatMap(({ classes }) => Array.from(classes, Number)),
          probabilities: read.flatMap(({ probabilities }) => Array.from(probabilities)),
        }
      }
    },
  }
}

const run = (session: InferenceSession, input: Tensor) =>
  session.run({ [session.inputNames[0] ?? 'x']: input })
