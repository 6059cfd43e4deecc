import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { DPI_RANGE, type Job, type JobOptions, type NamedModel } from '../../../src-shared/contract/job.ts'
import type { SettingName } from '../../../src-shared/contract/settings.ts'
import type { UseCases } from '../../app/use-cases.ts'
import { engineOfModel } from '../../core/served/engine-of-model.ts'
import { DetailError } from './fastapi-errors.ts'

/** C's resolution where a client names none; boxes of other doors' jobs are told at it too. */
export const OCR_DPI = 200

const MODELS = ['dotsocr', 'lightonocr'] as const satisfies readonly NamedModel[]

/** What C's submits take in the address. */
export const OcrQuery = Type.Object({
  dpi: Type.Optional(Type.Integer({ ...DPI_RANGE, default: OCR_DPI })),
  model: Type.Optional(Type.String({ default: 'dotsocr', description: MODELS.join(' or ') })),
})
export type OcrQuery = Type.Static<typeof OcrQuery>

/** Where each model's address is set. */
const SERVED_SETTING = {
  dotsocr: 'dotsocrUrl',
  lightonocr: 'lightonocrUrl',
} as const satisfies Record<NamedModel, SettingName>

/** The job options of a query. Throws C's texts for a model that it doesn't know or that isn't there. */
export async function ocrOptions(
  { dpi = OCR_DPI, model = 'dotsocr' }: OcrQuery,
  { readSettings }: UseCases,
): Promise<Partial<JobOptions>> {
  const namedModel = MODELS.find(name => name === model)
  if (namedModel === undefined)
    throw new DetailError(400, `Unsupported model '${model}'. Available models: ${MODELS.join(', ')}`)
  const { settings, waitingForRestart } = await readSettings()
  const name = SERVED_SETTING[namedModel]
  const isThere = settings[name] !== null && !waitingForRestart.includes(name)
  if (!isThere && settings.missingModel === '503')
    throw new DetailError(503, 'OCR backend not available. Deploy with: modal deploy visor_multi_ocr.py')
  return { dpi, namedModel }
}

/** The model that a job's result looks like. */
export const modelOf = ({ options }: Job): NamedModel => options.namedModel ?? 'dotsocr'

/** The resolution at which a job's boxes are told. */
export const dpiOf = ({ options }: Job): number => options.dpi ?? OCR_DPI

/** Says in the reply's head that other engines read in the model's place: none of its name is served, or it was away. */
export async function warnEmbedded(
  reply: FastifyReply,
  { readSettings, pagesByEngine }: UseCases,
  job: Job,
): Promise<void> {
  const model = modelOf(job)
  if (engineOfModel(model, new Set([job.options.engine])) !== undefined) {
    const count = job.state === 'completed' ? ((await pagesByEngine(job.id)).get('paddle') ?? 0) : 0
    if (count > 0) warn(reply, `The embedded engine has read ${count} of the pages in the place of ${model}`)
    return
  }
  const { inferenceMode } = (await readSettings()).settings
  const reader =
    inferenceMode === 'vllm' ? 'other engines read' : `the embedded engine ${job.options.engine} reads`
  warn(reply, `No served engine of the name ${model} is configured; ${reader}`)
}

const warn = (reply: FastifyReply, words: string): unknown =>
  reply.header('warning', `299 pageloom "${words}"`)
