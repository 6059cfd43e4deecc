import { connect } from 'node:net'

/** Sends bytes as they are and resolves to all that comes back until the connection ends. */
export function rawRequest(port: number, lines: readonly string[], body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port })
    const chunks: Buffer[] = []
    socket.on('data', chunk => chunks.push(chunk))
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
    socket.on('error', error => (chunks.length > 0 ? undefined : reject(error)))
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`)
  })
}

/** The status of a raw reply. */
export const rawStatus = (reply: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(reply)?.[1] ?? 0)
