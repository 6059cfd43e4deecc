import { createHmac, randomBytes } from 'node:crypto'
import { equalSecrets } from './equal-secrets.ts'

/** A code is for one browser, at once. */
const CODE_LIFE_MS = 5 * 60_000
const SESSION_LIFE_MS = 30 * 24 * 3_600_000
const OPEN_CODES_AT_MOST = 20

/** Lets a browser in without the key ever standing in an address, a log or a history. */
export interface BrowserSessions {
  readonly cookieName: string
  readonly lifeSeconds: number
  /** A code for one exchange within five minutes. */
  newCode(): string
  /** The cookie's value for a code that is good, once. */
  exchange(code: string): string | undefined
  isGood(cookie: string): boolean
}

/**
 * Sessions are signed with the key, not stored: they outlive a restart and end when the key changes. Cookies are
 * shared by all ports of a host, so the cookie's name tells servers with different keys apart.
 */
export function browserSessions(key: string, now: () => number): BrowserSessions {
  const codes = new Map<string, number>()
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('base64url')
  return {
    cookieName: `pageloom_${createHmac('sha256', key).update('cookie name').digest('hex').slice(0, 8)}`,
    lifeSeconds: SESSION_LIFE_MS / 1000,
    newCode() {
      const code = randomBytes(32).toString('base64url')
      for (const [other, until] of codes)
        if (until <= now() || codes.size >= OPEN_CODES_AT_MOST) codes.delete(other)
      codes.set(code, now() + CODE_LIFE_MS)
      return code
    },
    exchange(code) {
      const found = [...codes].find(([known]) => equalSecrets(known, code))
      if (!found) return undefined
      codes.delete(found[0])
      if (found[1] <= now()) return undefined
      const text = `${now() + SESSION_LIFE_MS}.${randomBytes(16).toString('base64url')}`
      return `${text}.${sign(text)}`
    },
    isGood(cookie) {
      const at = cookie.lastIndexOf('.')
      const text = cookie.slice(0, Math.max(at, 0))
      return equalSecrets(cookie.slice(at + 1), sign(text)) && Number(text.split('.')[0]) > now()
    },
  }
}
