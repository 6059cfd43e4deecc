import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { authorityOf, type OutgoingUrl } from '../../core/outgoing/outgoing-url.ts'
import { lookupAmong, type Road } from './road.ts'

const HEADER_BYTES_AT_MOST = 16 * 1024

/** What is sent, and where to. A body is JSON and makes it a POST. */
export interface Dispatch {
  readonly url: OutgoingUrl
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/** Opens a connection of its own to one of the road's addresses, whatever the name may lead to by now, and sends the request. */
export function openRequest({ url, headers, body }: Dispatch, road: Road): http.ClientRequest {
  const transport = url.scheme === 'https' ? https : http
  const bytes = body === null ? undefined : Buffer.from(body)
  const request = transport.request({
    agent: new transport.Agent({ keepAlive: false }),
    method: bytes ? 'POST' : 'GET',
    host: url.host,
    port: url.port,
    path: url.target,
    lookup: lookupAmong(road.addresses),
    maxHeaderSize: HEADER_BYTES_AT_MOST,
    ...(isIP(url.host) ? {} : { servername: url.host }),
    headers: {
      ...headers,
      host: authorityOf(url),
      connection: 'close',
      ...(bytes ? { 'content-type': 'application/json', 'content-length': bytes.length } : {}),
    },
  })
  request.end(bytes)
  return request
}
