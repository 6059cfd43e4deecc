import { randomUUID } from 'node:crypto'
import multipart from '@fastify/multipart'
import Fastify from 'fastify'
import { ProblemError } from '../core/problem-error.ts'
import { dialectA } from './dialects/dialect-a.ts'
import { dialectB } from './dialects/dialect-b.ts'
import { dialectC } from './dialects/dialect-c.ts'
import { dialectD } from './dialects/dialect-d.ts'
import { dialectE } from './dialects/dialect-e.ts'
import { openApi } from './plugins/open-api.ts'
import { problemFrom, problemReply, sendProblem } from './plugins/problem-reply.ts'
import { refusedRequest } from './plugins/refused-request.ts'
import { routeTable } from './plugins/route-table.ts'
import { safeHeaders } from './plugins/safe-headers.ts'
import { slowBodies } from './plugins/slow-bodies.ts'
import { type CallerGate, whoMayCall } from './plugins/who-may-call.ts'
import { callbackRoutes } from './routes/callback-routes.ts'
import { eventRoutes } from './routes/event-routes.ts'
import { jobRoutes } from './routes/job-routes.ts'
import { pageRoutes } from './routes/page-routes.ts'
import { resultRoutes } from './routes/result-routes.ts'
import { serverRoutes } from './routes/server-routes.ts'
import { settingsRoutes } from './routes/settings-routes.ts'
import { submitRoutes } from './routes/submit-route.ts'
import { HTTP_TIMES, type Server, type ServerParts } from './server-parts.ts'

/** Bodies other than files: settings and codes. */
const JSON_BYTES_AT_MOST = 256 * 1024

export interface BuiltServer {
  readonly app: Server
  readonly gate: CallerGate
  readonly routes: ReturnType<typeof routeTable>
}

/** Puts the HTTP application together; it listens to nothing yet. The order is the law: headers, gate, then routes. */
export async function buildServer(parts: ServerParts): Promise<BuiltServer> {
  const app: Server = Fastify({
    logger: false,
    bodyLimit: JSON_BYTES_AT_MOST,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: false,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false },
    // Defaults are for those who read the schemas: filled in here, a change of one setting would reset all others.
    ajv: { customOptions: { removeAdditional: false, useDefaults: false } },
    schemaErrorFormatter: refusedRequest,
    frameworkErrors: (error, request, reply) => sendProblem(reply, problemFrom(error, request, parts.log)),
  })
  app.setSerializerCompiler(() => value => JSON.stringify(value))
  problemReply(app, parts.log)
  safeHeaders(app)
  app.addHook('onRequest', async () => {
    if (parts.stopping.aborted) throw new ProblemError('server-stopping')
  })
  const gate = whoMayCall(app, parts)
  slowBodies(app, { ...HTTP_TIMES, ...parts.times }, parts.log)
  const routes = routeTable(app)
  await openApi(app, parts.version)
  await app.register(multipart, { throwFileSizeLimit: false })
  serverRoutes(app, parts, gate)
  submitRoutes(app, parts)
  jobRoutes(app, parts)
  resultRoutes(app, parts)
  callbackRoutes(app, parts)
  eventRoutes(app, parts)
  settingsRoutes(app, parts)
  await app.register(async scope => dialectA(scope, parts))
  await app.register(async scope => dialectB(scope, parts))
  await app.register(async scope => dialectC(scope, parts))
  await app.register(async scope => dialectD(scope, parts))
  await app.register(async scope => dialectE(scope, parts))
  if (parts.pageDir !== null) await pageRoutes(app, parts.pageDir)
  await app.ready()
  return { app, gate, routes }
}
