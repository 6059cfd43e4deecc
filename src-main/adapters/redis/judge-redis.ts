const OLDEST = [6, 2] as const

/** Whether pages are safe in a Redis. */
export type RedisVerdict =
  | { readonly kind: 'fit'; readonly version: string; readonly keepsPages: boolean }
  | { readonly kind: 'unfit'; readonly words: string }

/** Judges by what Redis tells of itself: the text of `INFO`. */
export function judgeRedis(info: string): RedisVerdict {
  const facts = new Map(info.split(/\r?\n/).map(line => splitOnce(line)))
  const version = facts.get('redis_version') ?? ''
  const policy = facts.get('maxmemory_policy') ?? 'noeviction'
  if (isOlder(version)) {
    return { kind: 'unfit', words: `It is version ${version}; ${OLDEST.join('.')} or newer is needed.` }
  }
  if (policy !== 'noeviction') {
    const words = `Its maxmemory-policy is ${policy}. Set it to noeviction: redis-cli CONFIG SET maxmemory-policy noeviction`
    return { kind: 'unfit', words }
  }
  return { kind: 'fit', version, keepsPages: facts.get('aof_enabled') === '1' }
}

function splitOnce(line: string): [string, string] {
  const colon = line.indexOf(':')
  return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)]
}

/** What tells no version is taken as new: it speaks the protocol of Redis, whatever it is. */
function isOlder(version: string): boolean {
  const [major, minor] = version.split('.').map(Number)
  if (major === undefined || Number.isNaN(major) || version === '') return false
  return major < OLDEST[0] || (major === OLDEST[0] && (minor ?? 0) < OLDEST[1])
}
