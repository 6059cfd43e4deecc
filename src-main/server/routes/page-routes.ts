import fastifyStatic from '@fastify/static'
import { PAGE_POLICY } from '../../../src-shared/contract/content-policy.ts'
import type { Server } from '../server-parts.ts'

/** The window's page for browsers. Its files hold nothing of anybody's, so they need no key; all they show does. */
export async function pageRoutes(app: Server, pageDir: string): Promise<void> {
  await app.register(async scope => {
    scope.addHook('onRoute', route => {
      route.config = { ...route.config, keyless: true }
    })
    await scope.register(fastifyStatic, {
      root: pageDir,
      wildcard: false,
      cacheControl: false,
      setHeaders: reply => {
        reply.header('content-security-policy', PAGE_POLICY)
      },
    })
  })
}
