import { ROUTES } from '../../../src-shared/contract/routes.ts'
import { nativeRoute } from '../native-route.ts'
import type { Server, ServerParts } from '../server-parts.ts'

const SHOWN = 100

/** The delivery log of a job's callbacks. */
export function callbackRoutes(app: Server, { useCases }: ServerParts): void {
  app.route({
    ...nativeRoute(
      ROUTES.getCallbacks,
      'Tells what was posted to the callback of a job, and what came of it',
    ),
    handler: request => useCases.callbackLog(request.params.jobId, request.query.limit ?? SHOWN),
  })
  app.route({
    ...nativeRoute(ROUTES.retryCallback, 'Posts what was given up once more'),
    handler: request => useCases.retryDelivery(request.params.jobId, request.params.id),
  })
}
