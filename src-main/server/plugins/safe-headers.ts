import { REPLY_POLICY } from '../../../src-shared/contract/content-policy.ts'
import type { Server } from '../server-parts.ts'

/** Headers on every reply, errors included. Added before who-may-call, so refusals have them too. */
export function safeHeaders(app: Server): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': REPLY_POLICY,
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    })
  })
}
