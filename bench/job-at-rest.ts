import type { ApiClient } from '../src-shared/client/api-client.ts'
import type { Job, JobId } from '../src-shared/contract/job.ts'
import { isAtRest } from '../src-shared/contract/job-transitions.ts'

/** The job once nothing more happens to it, told by the server's events: asking again and again would take time from what is measured. */
export async function jobAtRest(client: ApiClient, jobId: JobId): Promise<Job> {
  const done = new AbortController()
  const onEvent: Parameters<ApiClient['followEvents']>[0]['onEvent'] = event => {
    if (event.kind === 'job-changed' && isAtRest(event.job.state)) done.abort()
  }
  await client.followEvents({ onEvent }, { jobId, after: 0, signal: done.signal })
  return await client.getJob(jobId)
}
