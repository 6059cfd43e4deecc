import type { Health } from '../../src-shared/contract/routes.ts'
import type { ServerParts } from './server-parts.ts'

/** All that a caller without a key learns. */
export async function healthReply({ useCases, version }: ServerParts): Promise<Health> {
  const { active, queued } = await useCases.jobCounts()
  return { status: 'ok', version, active_jobs: active, queued_jobs: queued }
}
