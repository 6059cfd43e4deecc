import { ROUTES } from '../../../src-shared/contract/routes.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { healthReply } from '../health-reply.ts'
import { nativeRoute } from '../native-route.ts'
import type { CallerGate } from '../plugins/who-may-call.ts'
import type { Server, ServerParts } from '../server-parts.ts'

/** The server itself: its health, its description, and the door for browsers. */
export function serverRoutes(app: Server, parts: ServerParts, gate: CallerGate): void {
  app.route({
    ...nativeRoute(ROUTES.health, 'Whether the server works, and on how many jobs'),
    config: { keyless: true },
    handler: () => healthReply(parts),
  })
  app.route({
    ...nativeRoute(ROUTES.openSession, 'Exchanges a one-time code for a session cookie'),
    config: { keyless: true },
    handler: async (request, reply) => {
      if (gate.sessions === null) return reply.code(204).send()
      const wait = gate.attempts.waitSeconds(request.ip)
      if (wait > 0) {
        reply.header('retry-after', String(wait))
        throw new ProblemError('too-many-requests', 'Too many wrong codes came from this address.')
      }
      // A browser whose person typed the key instead gets its cookie as well.
      const code = request.hasKey ? gate.sessions.newCode() : request.body.code
      const cookie = gate.sessions.exchange(code)
      if (cookie === undefined) {
        gate.attempts.note(request.ip)
        throw new ProblemError(
          'key-needed',
          'The code is used or too old. Start the server again for a new one.',
        )
      }
      const { cookieName, lifeSeconds } = gate.sessions
      reply.header(
        'set-cookie',
        `${cookieName}=${cookie}; Max-Age=${lifeSeconds}; Path=/; HttpOnly; SameSite=Strict`,
      )
      return reply.code(204).send()
    },
  })
  app.route({
    method: 'GET',
    url: '/api/v1/openapi.json',
    schema: { summary: 'This description', tags: ['server'] },
    handler: () => app.swagger(),
  })
}
