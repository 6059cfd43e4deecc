import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { JobId } from '../../../src-shared/contract/job.ts'
import { ROUTES } from '../../../src-shared/contract/routes.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { callerSignal } from '../caller-signal.ts'
import { nativeRoute } from '../native-route.ts'
import { HTTP_TIMES, type Server, type ServerParts } from '../server-parts.ts'
import { streamEvents } from '../stream-events.ts'

const STREAMS_AT_MOST = 1000

const AfterQuery = Type.Object({
  /** Like the header Last-Event-ID, for clients that can't set it. */
  after: Type.Optional(Type.Integer({ minimum: 0 })),
})

interface Wanted {
  readonly after: number | undefined
  readonly jobId: JobId | null
}

/** What happens, as it happens: Server-Sent Events, replayed from the number that a client saw last. */
export function eventRoutes(app: Server, parts: ServerParts): void {
  const times = { ...HTTP_TIMES, ...parts.times }
  let openStreams = 0

  app.route({
    ...nativeRoute({ ...ROUTES.events, query: AfterQuery }, 'Events of all jobs'),
    exposeHeadRoute: false,
    handler: (request, reply) => follow(request, reply, { after: request.query.after, jobId: null }),
  })
  app.route({
    ...nativeRoute({ ...ROUTES.jobEvents, query: AfterQuery }, 'Events of one job'),
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      await parts.useCases.findJob(request.params.jobId)
      return follow(request, reply, { after: request.query.after, jobId: request.params.jobId })
    },
  })

  async function follow(request: FastifyRequest, reply: FastifyReply, { after, jobId }: Wanted) {
    if (openStreams >= STREAMS_AT_MOST)
      throw new ProblemError('too-many-requests', `${STREAMS_AT_MOST} event streams are open.`)
    openStreams += 1
    reply.raw.once('close', () => {
      openStreams -= 1
    })
    const signal = AbortSignal.any([callerSignal(reply), parts.stopping])
    return streamEvents(reply, parts.useCases.followEvents(lastSeen(request, after), jobId, signal), times)
  }
}

function lastSeen(request: FastifyRequest, after: number | undefined): number | null {
  const header = request.headers['last-event-id']
  if (typeof header === 'string' && /^\d{1,15}$/.test(header)) return Number(header)
  return after ?? null
}
