import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { JobOrigin } from '../../../src-shared/contract/job.ts'
import { LIMITS } from '../../../src-shared/contract/limits.ts'
import {
  ORIGIN_HEADER,
  ROUTES,
  SubmitFields,
  UPLOAD_KEY_HEADER,
} from '../../../src-shared/contract/routes.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { callerSignal } from '../caller-signal.ts'
import { nativeRoute } from '../native-route.ts'
import { receiveForm } from '../receive-form.ts'
import type { Server, ServerParts } from '../server-parts.ts'
import { submitOptions } from '../submit-options.ts'
import { uploadRegistry } from '../upload-registry.ts'

const SubmitForm = Type.Object({
  file: Type.Array(Type.Unsafe<string>({ type: 'string', format: 'binary' }), {
    minItems: 1,
    description: 'Several files make one job of several documents. Fields and files may come in any order.',
  }),
  ...SubmitFields.properties,
})

const UPLOAD_KEY_SHAPE = /^[A-Za-z0-9-]{8,64}$/

/** Sends files: one job of one or more documents. */
export function submitRoutes(app: Server, { useCases, now }: ServerParts): void {
  const uploads = uploadRegistry(now)

  app.route({
    ...nativeRoute(ROUTES.submitJob, 'Sends files and makes them a job'),
    config: { multipart: SubmitForm },
    handler: async (request, reply) => {
      const uploadKey = uploadKeyOf(request)
      const hangUp = callerSignal(reply)
      const signal = uploadKey === null ? hangUp : AbortSignal.any([hangUp, uploads.begin(uploadKey)])
      const form = await receiveForm(request, useCases, {
        fileField: 'file',
        filesAtMost: LIMITS.filesPerJob,
        signal,
      })
      const job = await useCases.submitJob({
        files: form.files,
        ...(await optionsOf(form)),
        origin: originOf(request),
        uploadKey,
        callback: null,
        signal,
      })
      if (uploadKey !== null) uploads.end(uploadKey, job.id)
      if (uploadKey !== null && signal.aborted) await useCases.cancelJob(job.id)
      return reply.code(202).header('location', `/api/v1/jobs/${job.id}`).send(job)
    },
  })

  app.route({
    ...nativeRoute(ROUTES.abandonUpload, 'Ends an upload, or cancels the job that it has just become'),
    handler: async (request, reply) => {
      const jobId = uploads.abandon(request.params.uploadKey)
      if (jobId !== null) await useCases.cancelJob(jobId)
      return reply.code(204).send()
    },
  })

  async function optionsOf(form: Awaited<ReturnType<typeof receiveForm>>) {
    try {
      if (form.files.length === 0)
        throw new ProblemError('no-file', 'The form has no part "file" with a file name.')
      return submitOptions(form.fields)
    } catch (error) {
      await Promise.allSettled(form.files.map(file => useCases.discardStaged(file)))
      throw error
    }
  }
}

function uploadKeyOf(request: FastifyRequest): string | null {
  const value = request.headers[UPLOAD_KEY_HEADER]
  if (value === undefined) return null
  if (typeof value === 'string' && UPLOAD_KEY_SHAPE.test(value)) return value
  throw new ProblemError('invalid-request', `${UPLOAD_KEY_HEADER} takes 8 to 64 letters, digits and hyphens.`)
}

function originOf(request: FastifyRequest): JobOrigin {
  const value = request.headers[ORIGIN_HEADER]
  return value === 'window' || value === 'cli' ? value : 'http'
}
