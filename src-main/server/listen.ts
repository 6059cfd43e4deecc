import { createServer, type Server as HttpServer, type ServerOptions } from 'node:http'
import { type AddressInfo, isIPv6, type Socket } from 'node:net'
import { problemOf } from '../../src-shared/contract/problem.ts'
import { ProblemError } from '../core/problem-error.ts'
import { hostNames, reachableNames } from './host-names.ts'
import type { Server } from './server-parts.ts'

export interface ListenWish {
  readonly host: string
  readonly port: number
  /** Whether the person named the port: then no other will do. */
  readonly isPortFixed: boolean
  readonly alsoListen: readonly number[]
  /** For the headers of a request; tests are less patient. */
  readonly headersTimeoutMs?: number
}

export interface Listeners {
  readonly port: number
  /** `http://host:port` of each address, the main one first. */
  readonly urls: () => string[]
  /** Values of the Host header to answer, lower case. */
  readonly hosts: () => ReadonlySet<string>
  /** Connections that are open now. */
  openSockets(): readonly Socket[]
  /** Ports of `alsoListen` that are in use by others. */
  readonly takenPorts: readonly number[]
  /** Takes no new connections and ends those that are idle; the rest are cut after `graceMs`. */
  close(graceMs: number): Promise<void>
}

const HTTP_OPTIONS: ServerOptions = {
  /** Uploads may take hours; slow-bodies.ts ends those that come too slowly. */
  requestTimeout: 0,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1000,
  maxHeaderSize: 16 * 1024,
}
const HEADERS_TIMEOUT_MS = 10_000
const HEADERS_AT_MOST = 100
const SOCKETS_AN_ADDRESS = 200
/** Programs of this machine, among them a thousand event streams, share one address. */
const SOCKETS_LOOPBACK = 2000
const PORTS_TRIED = 50

/** Opens every port that is wished for; all lead to the same application. */
export async function listen(app: Server, wish: ListenWish): Promise<Listeners> {
  const servers: HttpServer[] = []
  const sockets = new Set<Socket>()
  const open = async (host: string, port: number) => {
    const server = httpServer(app, wish.headersTimeoutMs)
    limitSockets(server, sockets)
    await listening(server, host, port)
    servers.push(server)
    return portOf(server)
  }
  const port = await openMain(open, wish)
  const takenPorts: number[] = []
  for (const other of wish.alsoListen) {
    if (other === port) continue
    await open(wish.host, other).catch(error => {
      if (!isTaken(error)) throw error
      takenPorts.push(other)
    })
  }
  if (wish.host === '127.0.0.1') await openLoopback6(open, [...new Set(servers.map(portOf))])
  const ports = [...new Set(servers.map(portOf))]
  return {
    port,
    takenPorts,
    openSockets: () => [...sockets],
    hosts: () => new Set(ports.flatMap(each => hostNames(wish.host).flatMap(name => hostValues(name, each)))),
    urls: () => reachableNames(wish.host).map(name => `http://${name}:${port}`),
    close: graceMs => closeAll(servers, graceMs),
  }
}

type Open = (host: string, port: number) => Promise<number>

async function openMain(open: Open, { host, port, isPortFixed }: ListenWish): Promise<number> {
  const last = isPortFixed || port === 0 ? port : Math.min(port + PORTS_TRIED, 65_535)
  for (let tried = port; tried <= last; tried += 1) {
    try {
      return await open(host, tried)
    } catch (error) {
      if (!isTaken(error)) throw asProblem(error, host, tried)
    }
  }
  throw new ProblemError('port-in-use', `Port ${port} at ${host}.`)
}

/** `localhost` may mean ::1; where it can't be had, programs fall back to 127.0.0.1 by themselves. */
async function openLoopback6(open: Open, ports: readonly number[]): Promise<void> {
  for (const port of ports) await open('::1', port).catch(() => undefined)
}

function httpServer(app: Server, headersTimeoutMs = HEADERS_TIMEOUT_MS): HttpServer {
  const options = { ...HTTP_OPTIONS, headersTimeout: headersTimeoutMs }
  const server = createServer(options, (request, response) => app.routing(request, response))
  server.maxHeadersCount = HEADERS_AT_MOST
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const code = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'request-too-slow' : 'invalid-request'
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const body = JSON.stringify(problemOf(code, 'The request is not proper HTTP.'))
    const status = code === 'request-too-slow' ? '408 Request Timeout' : '400 Bad Request'
    socket.end(
      `HTTP/1.1 ${status}\r\nContent-Type: application/problem+json\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      () => socket.destroy(),
    )
  })
  return server
}

/** One address can't take every connection. */
function limitSockets(server: HttpServer, sockets: Set<Socket>): void {
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    const count = [...sockets].filter(other => other.remoteAddress === address).length + 1
    const isLoopback = address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')
    if (count > (isLoopback ? SOCKETS_LOOPBACK : SOCKETS_AN_ADDRESS)) return void socket.destroy()
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
}

function listening(server: HttpServer, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true, ipv6Only: isIPv6(host) && host !== '::' }, () => {
      server.removeListener('error', reject)
      resolve()
    })
  })
}

async function closeAll(servers: readonly HttpServer[], graceMs: number): Promise<void> {
  const closed = servers.map(server => new Promise<void>(resolve => server.close(() => resolve())))
  for (const server of servers) server.closeIdleConnections()
  const timer = setTimeout(() => {
    for (const server of servers) server.closeAllConnections()
  }, graceMs)
  await Promise.all(closed)
  clearTimeout(timer)
}

const hostValues = (name: string, port: number): string[] =>
  port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]

function portOf(server: HttpServer): number {
  const address: AddressInfo | string | null = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined

const isTaken = (error: unknown): boolean => codeOf(error) === 'EADDRINUSE'

function asProblem(error: unknown, host: string, port: number): unknown {
  const code = codeOf(error)
  if (code === 'EACCES')
    return new ProblemError('port-in-use', `Port ${port} needs more rights than this program has.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EINVAL')
    return new ProblemError('option-invalid', `This machine has no address ${host}.`)
  return error
}
