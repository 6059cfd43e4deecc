import type { FastifyReply } from 'fastify'
import Type from 'typebox'
import { DPI_RANGE, type Job, type JobOptions, type NamedModel } from '../../../src-shared/contract/job.ts'
import type { UseCases } from '../../app/use-cases.ts'
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

/** The job options of a query. Throws C's texts for a model that it doesn't know or that isn't there. */
export async function ocrOptions(
  { dpi = OCR_DPI, model = 'dotsocr' }: OcrQuery,
  { readSettings }: UseCases,
): Promise<Partial<JobOptions>> {
  const namedModel = MODELS.find(name => name === model)
  if (namedModel === undefined)
    throw new DetailError(400, `Unsupported model '${model}'. Available models: ${MODELS.join(', ')}`)
  const { settings } = await readSettings()
  if (settings.missingModel === '503')
    throw new DetailError(503, 'OCR backend not available. Deploy with: modal deploy visor_multi_ocr.py')
  return { dpi, namedModel }
}

/** The model that a job's result looks like. */
export const modelOf = ({ options }: Job): NamedModel => options.namedModel ?? 'dotsocr'

/** The resolution at which a job's boxes are told. */
export const dpiOf = ({ options }: Job): number => options.dpi ?? OCR_DPI

/** Says in the reply's head that Pageloom's own engine reads in the model's place. */
export function warnEmbedded(reply: FastifyReply, job: Job): void {
  reply.header(
    'warning',
    `299 pageloom "No served engine of the name ${modelOf(job)} is configured; the embedded engine ${job.options.engine} reads"`,
  )
}
