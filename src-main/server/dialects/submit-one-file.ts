import type { FastifyReply, FastifyRequest } from 'fastify'
import Value from 'typebox/value'
import { DEFAULT_PROMPT, type Job, JobOptions, type JobOrigin } from '../../../src-shared/contract/job.ts'
import type { UseCases } from '../../app/use-cases.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { callerSignal } from '../caller-signal.ts'
import { receiveForm } from '../receive-form.ts'
import { missingFile } from './fastapi-errors.ts'

const FILES_AT_MOST = 20

interface Door {
  readonly useCases: UseCases
  readonly origin: JobOrigin
  /** What the form's fields choose; when it throws, the file is dropped. */
  readonly optionsOf: (fields: ReadonlyMap<string, string>) => Partial<JobOptions>
}

/** Makes a job of the form's `file`, as the older servers do: of several files the last counts. */
export async function submitOneFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { useCases, origin, optionsOf }: Door,
): Promise<Job> {
  if (!request.isMultipart()) throw missingFile('file')
  const signal = callerSignal(reply)
  const form = await receiveForm(request, useCases, { fileField: 'file', filesAtMost: FILES_AT_MOST, signal })
  const last = form.files.at(-1)
  const others = form.files.slice(0, -1)
  await Promise.allSettled(others.map(file => useCases.discardStaged(file)))
  if (last === undefined) throw missingFile('file')
  const options = await chosen()
  const choices = { options, password: null, uploadKey: null, callback: null }
  return useCases.submitJob({ files: [last], ...choices, origin, signal })

  async function chosen(): Promise<Partial<JobOptions>> {
    try {
      return optionsOf(form.fields)
    } catch (error) {
      await Promise.allSettled(form.files.slice(-1).map(file => useCases.discardStaged(file)))
      throw error
    }
  }
}

/** The form's prompt, or the documented one where it has none. */
export function promptOf(fields: ReadonlyMap<string, string>): { prompt: string } {
  const prompt = fields.get('prompt') || DEFAULT_PROMPT
  if (Value.Check(JobOptions.properties.prompt, prompt)) return { prompt }
  throw new ProblemError('option-invalid', 'The prompt is too long.')
}
