import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A body that came, and by which names. */
export interface Heard {
  readonly id: string
  readonly status: string
  readonly body: { readonly task_id: string; readonly message: Readonly<Record<string, unknown>> }
}

export interface TestListener {
  readonly url: string
  readonly port: number
  /** Every body that came, accepted or not, in order. */
  readonly heard: Heard[]
  /** Answers from now on; the status, or nothing at all. */
  answer(how: (heard: Heard) => number | 'nothing', headers?: Record<string, string>): void
  close(): Promise<void>
}

/** Somebody else's server on this machine, which takes callbacks. */
export async function openTestListener(port = 0): Promise<TestListener> {
  const heard: Heard[] = []
  const sockets = new Set<Socket>()
  let how: (heard: Heard) => number | 'nothing' = () => 200
  let extra: Record<string, string> = {}
  const server = createServer((request, reply) => {
    const pieces: Buffer[] = []
    request.on('data', piece => pieces.push(piece))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(pieces).toString('utf8'))
      const one: Heard = { id: String(request.headers['webhook-id']), status: body.status, body }
      heard.push(one)
      const status = how(one)
      if (status !== 'nothing') reply.writeHead(status, extra).end()
    })
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('It listens nowhere')
  return {
    url: `http://127.0.0.1:${address.port}/in`,
    port: address.port,
    heard,
    answer(next, headers = {}) {
      how = next
      extra = headers
    },
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}
