import { ROUTES } from '../../../src-shared/contract/routes.ts'
import { nativeRoute } from '../native-route.ts'
import type { Server, ServerParts } from '../server-parts.ts'

/** Settings as they are, and changes to them. */
export function settingsRoutes(app: Server, { useCases }: ServerParts): void {
  app.route({
    ...nativeRoute(ROUTES.getSettings, 'Tells the settings and what fixes them'),
    handler: () => useCases.readSettings(),
  })
  app.route({
    ...nativeRoute(ROUTES.changeSettings, 'Changes settings'),
    handler: request => useCases.changeSettings(request.body),
  })
}
