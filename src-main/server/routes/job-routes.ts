import { ROUTES } from '../../../src-shared/contract/routes.ts'
import { nativeRoute } from '../native-route.ts'
import type { Server, ServerParts } from '../server-parts.ts'

/** Jobs: list, look at, steer, delete. */
export function jobRoutes(app: Server, { useCases }: ServerParts): void {
  app.route({
    ...nativeRoute(ROUTES.listJobs, 'Lists jobs, newest first'),
    handler: request => useCases.listJobs(request.query),
  })
  app.route({
    ...nativeRoute(ROUTES.getJob, 'Tells one job'),
    handler: request => useCases.findJob(request.params.jobId),
  })
  app.route({
    ...nativeRoute(ROUTES.cancelJob, 'Cancels a job; one at rest stays as it is'),
    handler: request => useCases.cancelJob(request.params.jobId),
  })
  app.route({
    ...nativeRoute(ROUTES.pauseJob, 'Pauses a job after the pages in work'),
    handler: request => useCases.pauseJob(request.params.jobId),
  })
  app.route({
    ...nativeRoute(ROUTES.resumeJob, 'Goes on with a paused job'),
    handler: request => useCases.resumeJob(request.params.jobId),
  })
  app.route({
    ...nativeRoute(ROUTES.retryJob, 'Reads all failed pages again'),
    handler: request => useCases.retryPages(request.params.jobId, null),
  })
  app.route({
    ...nativeRoute(ROUTES.deleteJob, 'Cancels a job where needed and removes it with its files'),
    handler: async (request, reply) => {
      await useCases.deleteJob(request.params.jobId)
      return reply.code(204).send()
    },
  })
}
