import type { FastifyRequest } from 'fastify'
import { LIMITS } from '../../src-shared/contract/limits.ts'
import type { StagedFile, UseCases } from '../app/use-cases.ts'
import { ProblemError } from '../core/problem-error.ts'

/** A form as it arrived: its files staged on disk, its fields as text. */
export interface ReceivedForm {
  readonly files: readonly StagedFile[]
  readonly fields: ReadonlyMap<string, string>
}

interface FormRules {
  /** Names of the parts that are files we want; other files are read past. */
  readonly fileField: string
  readonly filesAtMost: number
  readonly signal: AbortSignal
}

const FIELDS_AT_MOST = 100

/**
 * Streams a multipart form to disk, fields and files in any order; of a repeated field the last counts. When it
 * throws, nothing that it staged is left.
 */
export async function receiveForm(
  request: FastifyRequest,
  useCases: UseCases,
  rules: FormRules,
): Promise<ReceivedForm> {
  if (!request.isMultipart())
    throw new ProblemError('body-type-refused', 'Files come as multipart/form-data.')
  const files: StagedFile[] = []
  const fields = new Map<string, string>()
  try {
    for await (const part of request.parts({ limits: limitsFor(rules) })) {
      if (part.type === 'field') {
        if (part.valueTruncated || part.fieldnameTruncated)
          throw new ProblemError('request-too-large', `A field is longer than ${LIMITS.fieldBytes} bytes.`)
        fields.set(part.fieldname, typeof part.value === 'string' ? part.value : JSON.stringify(part.value))
      } else if (part.fieldname === rules.fileField) {
        const file = await useCases.stageFile(part.filename, whole(part.file, request), rules.signal)
        if (isNoFile(file)) await useCases.discardStaged(file)
        else files.push(file)
      } else part.file.resume()
    }
    if (!request.raw.complete) throw new ProblemError('upload-cut-off')
    return { files, fields }
  } catch (error) {
    readPast(request)
    await Promise.allSettled(files.map(file => useCases.discardStaged(file)))
    throw asProblem(error, request)
  }
}

/** A browser sends a file field that was left empty as a part without name and bytes. */
const isNoFile = ({ name, sizeBytes }: StagedFile): boolean => name === '' && sizeBytes === 0

/** What is left of a refused form: unread, it would block the connection's next request. */
function readPast({ raw }: FastifyRequest): void {
  raw.unpipe()
  raw.resume()
}

function limitsFor({ filesAtMost }: FormRules) {
  return {
    fieldNameSize: 200,
    fieldSize: LIMITS.fieldBytes,
    fields: FIELDS_AT_MOST,
    files: filesAtMost,
    parts: filesAtMost + FIELDS_AT_MOST,
    headerPairs: 100,
    // The size limit is a setting, which staging checks while it writes.
    fileSize: Number.MAX_SAFE_INTEGER,
  }
}

/** The bytes of a part; a part that ends because the connection did is no whole file. */
async function* whole(file: AsyncIterable<Uint8Array>, request: FastifyRequest): AsyncGenerator<Uint8Array> {
  try {
    yield* file
  } catch (error) {
    throw asProblem(error, request)
  }
  if (request.raw.destroyed && !request.raw.complete) throw new ProblemError('upload-cut-off')
}

/** Whatever breaks while the connection is broken is a cut-off upload; a malformed form is the caller's fault. */
function asProblem(error: unknown, request: FastifyRequest): unknown {
  if (error instanceof ProblemError) return error
  if (request.raw.destroyed && !request.raw.complete)
    return new ProblemError('upload-cut-off', '', { cause: error })
  const text = error instanceof Error ? error.message : ''
  if (/unexpected end|terminated early|premature|malformed|boundary/i.test(text))
    return new ProblemError('upload-cut-off', 'The form has no proper end.', { cause: error })
  return error
}
