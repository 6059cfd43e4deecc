import Type, { type TSchema } from 'typebox'
import { Parse } from 'typebox/value'
import type { JobOrigin } from '../../../src-shared/contract/job.ts'

/** Where a client of one dialect sends files and asks for what came of them. */
export interface DialectDoor {
  readonly letter: 'A' | 'B' | 'C' | 'D' | 'E'
  readonly origin: JobOrigin
  readonly fileField: 'file' | 'files'
  readonly submit: string
  /** Answers when the job is done; B has none. */
  readonly blocking: string | null
  statusOf(jobId: string): string
  resultOf(jobId: string): string
  /** The words by which it says that the job is completed. */
  isCompleted(status: unknown): boolean
  /** All text of a result that was fetched. */
  textOf(result: Response): Promise<string>
}

const Submitted = Type.Object({ job_id: Type.String() })
const Status = Type.Object({ status: Type.String() })
const OcrResult = Type.Object({
  results: Type.Record(
    Type.String(),
    Type.Object({ data: Type.Array(Type.Object({ text: Type.String() })) }),
  ),
})
const DoclingResult = Type.Object({
  results: Type.Object({
    results: Type.Array(Type.Object({ nodes: Type.Array(Type.Object({ text: Type.String() })) })),
  }),
})
const NamedResult = Type.Object({ markdown: Type.String() })

const isCompleted = (status: unknown): boolean => Parse(Status, status).status === 'completed'
const jsonOf = async <Schema extends TSchema>(schema: Schema, result: Response) =>
  Parse(schema, await result.json())

/** The five doors. */
export const DIALECT_DOORS: readonly DialectDoor[] = [
  {
    letter: 'A',
    origin: 'dialect-a',
    fileField: 'file',
    submit: '/jobs/create',
    blocking: '/ocr/pdf',
    statusOf: id => `/jobs/${id}`,
    resultOf: id => `/jobs/${id}/download`,
    isCompleted,
    textOf: result => result.text(),
  },
  {
    letter: 'B',
    origin: 'dialect-b',
    fileField: 'file',
    submit: '/api/upload',
    blocking: null,
    statusOf: id => `/api/jobs/${id}/status`,
    resultOf: id => `/api/jobs/${id}/result`,
    isCompleted,
    textOf: result => result.text(),
  },
  {
    letter: 'C',
    origin: 'dialect-c',
    fileField: 'file',
    submit: '/ocr/submit',
    blocking: '/ocr',
    statusOf: id => `/ocr/status/${id}`,
    resultOf: id => `/ocr/result/${id}`,
    isCompleted,
    async textOf(result) {
      const { results } = await jsonOf(OcrResult, result)
      return Object.values(results)
        .flatMap(({ data }) => data.map(({ text }) => text))
        .join('\n')
    },
  },
  {
    letter: 'D',
    origin: 'dialect-d',
    fileField: 'files',
    submit: '/submit',
    blocking: '/parse',
    statusOf: id => `/jobs/${id}`,
    resultOf: id => `/jobs/${id}/results`,
    isCompleted,
    async textOf(result) {
      const { results } = await jsonOf(DoclingResult, result)
      return results.results.flatMap(({ nodes }) => nodes.map(({ text }) => text)).join('\n')
    },
  },
  {
    letter: 'E',
    origin: 'dialect-e',
    fileField: 'file',
    submit: '/v1/process/async',
    blocking: '/v1/process/sync',
    statusOf: id => `/v1/jobs/${id}/status`,
    resultOf: id => `/v1/jobs/${id}/result`,
    isCompleted,
    textOf: async result => (await jsonOf(NamedResult, result)).markdown,
  },
]

/** The id in a submit's reply, which every dialect gives under the same name. */
export const submittedId = async (reply: Response): Promise<string> =>
  Parse(Submitted, await reply.json()).job_id

/** A form with these files under the door's field. */
export function formFor(
  { fileField }: DialectDoor,
  files: readonly { readonly name: string; readonly bytes: BlobPart }[],
  fields: Readonly<Record<string, string>> = {},
): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const { name, bytes } of files) form.append(fileField, new Blob([bytes]), name)
  return form
}
