import { lookup } from 'node:dns/promises'

/** All addresses of a host's name. Throws what the system's resolver throws. */
export type ResolveHost = (host: string) => Promise<readonly string[]>

/** Each lookup holds one of the four threads that files are read with. */
const LOOKUPS_AT_MOST = 2

/** The system's own resolver, a few names at a time: a dead name server must not stand in the way of files. */
export function systemResolver(): ResolveHost {
  const waiting: (() => void)[] = []
  let underWay = 0
  return async host => {
    if (underWay >= LOOKUPS_AT_MOST) await new Promise<void>(resolve => waiting.push(resolve))
    underWay += 1
    try {
      return (await lookup(host, { all: true })).map(({ address }) => address)
    } finally {
      underWay -= 1
      waiting.shift()?.()
    }
  }
}
