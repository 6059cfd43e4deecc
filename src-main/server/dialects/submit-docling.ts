import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Job, JobOptions } from '../../../src-shared/contract/job.ts'
import { LIMITS } from '../../../src-shared/contract/limits.ts'
import type { CallbackRequest, UseCases } from '../../app/use-cases.ts'
import { callerSignal } from '../caller-signal.ts'
import { receiveForm } from '../receive-form.ts'
import { DetailError, FastApiRefusal, missingFile } from './fastapi-errors.ts'

type Fields = ReadonlyMap<string, string>

interface Choices {
  readonly options: Partial<JobOptions>
  readonly callback: CallbackRequest | null
}

/** Makes one job of all `files` of D's form. A file that can't be read fails alone; only when all are bad there is no job. */
export async function submitDocling(
  request: FastifyRequest,
  reply: FastifyReply,
  { useCases, choicesOf }: { useCases: UseCases; choicesOf: (fields: Fields) => Choices },
): Promise<Job> {
  if (!request.isMultipart()) throw missingFile('files')
  const signal = callerSignal(reply)
  const rules = { fileField: 'files', filesAtMost: LIMITS.filesPerJob, signal }
  const { files, fields } = await receiveForm(request, useCases, rules)
  const choices = await chosen()
  return useCases.submitJob({
    files,
    ...choices,
    badFiles: 'fail-alone',
    password: null,
    origin: 'dialect-d',
    uploadKey: null,
    signal,
  })

  async function chosen(): Promise<Choices> {
    try {
      if (files.length === 0) throw missingFile('files')
      return choicesOf(fields)
    } catch (error) {
      await Promise.allSettled(files.map(file => useCases.discardStaged(file)))
      throw error
    }
  }
}

/** What `/submit` takes beside files; `/parse` takes files alone and reads past all else. */
export function doclingChoices(fields: Fields): Choices {
  const url = fields.get('callback_url') ?? ''
  const taskId = fields.get('task_id') || null
  const nodeMetadata = metadataOf(fields.get('metadata') ?? '')
  return { options: nodeMetadata ? { nodeMetadata } : {}, callback: url === '' ? null : { url, taskId } }
}

function metadataOf(text: string): Record<string, unknown> | undefined {
  const value = text === '' ? null : parsed(text)
  if (value === null) return undefined
  const isObject = typeof value === 'object' && !Array.isArray(value)
  if (isObject && !isDeeper(value, LEVELS_AT_MOST)) return { ...value }
  const msg = isObject
    ? `Input should be nested at most ${LEVELS_AT_MOST} levels deep`
    : 'Input should be a JSON object'
  throw new FastApiRefusal([{ type: 'dict_type', loc: ['body', 'metadata'], msg, input: text }])
}

/** Whatever writes it later goes down level by level, and no stack is endless. */
const LEVELS_AT_MOST = 50

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some(each => isDeeper(each, levels - 1)))

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new DetailError(400, 'Invalid JSON in metadata field')
  }
}
