import type { FastifyReply } from 'fastify'
import type { Job, JobId } from '../../../src-shared/contract/job.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { callerSignal } from '../caller-signal.ts'
import type { ServerParts } from '../server-parts.ts'

/**
 * The job of a blocking call, once it is at rest. The caller may hang up meanwhile, or the server stop: the job goes on, and its
 * result stays for whoever asks for it. Throws server-stopping, upload-cut-off.
 */
export async function waitInCall(
  { useCases, stopping }: Pick<ServerParts, 'useCases' | 'stopping'>,
  reply: FastifyReply,
  jobId: JobId,
): Promise<Job> {
  const caller = callerSignal(reply)
  try {
    return await useCases.waitForJob(jobId, AbortSignal.any([caller, stopping]))
  } catch (error) {
    if (stopping.aborted)
      throw new ProblemError('server-stopping', `Job ${jobId} goes on then.`, { cause: error })
    // Nobody reads this reply; it only is no fault of the server's.
    if (caller.aborted) throw new ProblemError('upload-cut-off', 'The caller hung up.', { cause: error })
    throw error
  }
}
