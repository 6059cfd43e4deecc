import { net, protocol } from 'electron'
import { PAGE_POLICY } from '../../src-shared/contract/content-policy.ts'
import { APP_SCHEME, APP_URL } from './app-address.ts'
import { forwardToServer, unreachable } from './forward-to-server.ts'
import { pageFiles } from './page-files.ts'
import type { ServerConnection } from './server-connection.ts'

/** To be called before the program is ready. */
export function declareAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true }
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges }])
}

export interface AppSchemeOptions {
  readonly pageDir: string
  readonly connection: ServerConnection
  /** A development server that builds the page as it is asked for; null for the built one. */
  readonly devUrl: string | null
}

/** Serves the page's files and hands what is under /api to the server: to the page, one origin. */
export function serveAppScheme({ pageDir, connection, devUrl }: AppSchemeOptions): void {
  const fileAt = devUrl === null ? pageFiles(pageDir) : async () => undefined
  protocol.handle(APP_SCHEME, async request => {
    const { origin, pathname, search } = new URL(request.url)
    if (`${origin}/` !== APP_URL && !request.url.startsWith(APP_URL))
      return new Response(null, { status: 404 })
    if (pathname.startsWith('/api/')) return askServer(request, connection)
    if (request.method !== 'GET') return new Response(null, { status: 405 })
    if (devUrl !== null) return net.fetch(new URL(pathname + search, devUrl).href)
    const file = await fileAt(pathname)
    if (!file) return new Response(null, { status: 404 })
    return new Response(new Uint8Array(file.bytes), {
      headers: {
        'content-type': file.mediaType,
        'content-security-policy': PAGE_POLICY,
        'x-content-type-options': 'nosniff',
      },
    })
  })
}

async function askServer(request: Request, connection: ServerConnection): Promise<Response> {
  const server = await connection.address().catch(() => undefined)
  if (!server) return unreachable()
  const reply = await forwardToServer(request, server)
  if (reply === null) {
    connection.renew(server)
    return unreachable()
  }
  return reply
}
