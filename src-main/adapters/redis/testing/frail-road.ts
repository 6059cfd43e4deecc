import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A road to a socket on which lines can go dead without a word, as when a cable is pulled. */
export interface FrailRoad {
  readonly url: string
  /** All lines there are carry nothing any more; new ones do. Answers how many went dead. */
  cut(): number
  close(): Promise<void>
}

export async function frailRoad(url: string, target: string): Promise<FrailRoad> {
  const lines = new Set<readonly Socket[]>()
  const server = createServer(near => {
    const far = connect(target)
    const line = [near, far] as const
    lines.add(line)
    for (const end of line) {
      end.on('error', () => undefined)
      end.on('close', () => {
        near.destroy()
        far.destroy()
        lines.delete(line)
      })
    }
    near.pipe(far)
    far.pipe(near)
  })
  server.listen(url.replace('unix://', ''))
  await once(server, 'listening')
  return {
    url,
    cut() {
      for (const [near, far] of lines) {
        near?.unpipe()
        far?.unpipe()
        near?.pause()
        far?.pause()
      }
      return lines.size
    },
    async close() {
      for (const line of lines) for (const end of line) end.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
