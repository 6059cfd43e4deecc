import type { FastifyRequest } from 'fastify'
import { OWNER_HEADER, ROUTES } from '../../../src-shared/contract/routes.ts'
import { SERVED_URL_SETTINGS, type SettingName } from '../../../src-shared/contract/settings.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { nativeRoute } from '../native-route.ts'
import { equalSecrets } from '../plugins/equal-secrets.ts'
import type { Server, ServerParts } from '../server-parts.ts'

/** Where the server may be made to call, and whom pages are shown to: a client's key opens no door into the local network. */
const OWNERS_OWN: readonly SettingName[] = [
  'allowedCallbacks',
  'inferenceMode',
  ...Object.values(SERVED_URL_SETTINGS),
]

/** Settings as they are, and changes to them. */
export function settingsRoutes(app: Server, { useCases, ownerKey }: ServerParts): void {
  app.route({
    ...nativeRoute(ROUTES.getSettings, 'Tells the settings and what fixes them'),
    handler: () => useCases.readSettings(),
  })
  app.route({
    ...nativeRoute(ROUTES.changeSettings, 'Changes settings'),
    handler: request => {
      const named = OWNERS_OWN.find(name => name in request.body)
      if (named && !isOwner(request, ownerKey)) throw new ProblemError('owner-only', named)
      return useCases.changeSettings(request.body)
    },
  })
}

function isOwner({ headers }: FastifyRequest, ownerKey: string | null): boolean {
  const shown = headers[OWNER_HEADER]
  return ownerKey !== null && typeof shown === 'string' && equalSecrets(shown, ownerKey)
}
