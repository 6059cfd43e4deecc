/** Which hosts and foreign origins are answered. */
export interface CallerRules {
  /** `host[:port]`, lower case. */
  readonly hosts: ReadonlySet<string>
  readonly allowedOrigins: readonly string[]
}

export type CallerVerdict =
  /** `corsOrigin` is the listed foreign origin that must be named in the reply, if it is one. */
  | { readonly kind: 'allowed'; readonly corsOrigin: string | null }
  | { readonly kind: 'refused'; readonly problem: 'host-refused' | 'origin-refused'; readonly detail: string }

/**
 * Whether a request may come in at all, by its Host, Origin and Sec-Fetch-Site headers. Everything is compared whole:
 * a prefix such as `127.` would let `127.evil.example` in. Takes raw headers because Node hides repeated ones.
 */
export function judgeCaller(rawHeaders: readonly string[], rules: CallerRules): CallerVerdict {
  const hosts = valuesOf(rawHeaders, 'host')
  const host = hosts[0]?.toLowerCase()
  if (hosts.length !== 1 || host === undefined || !rules.hosts.has(host))
    return refused('host-refused', `Host: ${printable(hosts.join(', '))}`)

  const origins = valuesOf(rawHeaders, 'origin')
  const origin = origins[0]
  if (origins.length > 1) return refused('origin-refused', 'Two Origin headers')
  if (origin !== undefined) {
    if (isOwn(origin, rules.hosts)) return { kind: 'allowed', corsOrigin: null }
    if (rules.allowedOrigins.includes(origin)) return { kind: 'allowed', corsOrigin: origin }
    return refused('origin-refused', `Origin: ${printable(origin)}`)
  }
  const sites = valuesOf(rawHeaders, 'sec-fetch-site')
  if (sites.every(site => site === 'same-origin' || site === 'none'))
    return { kind: 'allowed', corsOrigin: null }
  return refused('origin-refused', `Sec-Fetch-Site: ${printable(sites.join(', '))}`)
}

const isOwn = (origin: string, hosts: ReadonlySet<string>): boolean =>
  origin.startsWith('http://') && hosts.has(origin.slice('http://'.length))

function refused(problem: 'host-refused' | 'origin-refused', detail: string): CallerVerdict {
  return { kind: 'refused', problem, detail }
}

function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = []
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    if (rawHeaders[index]?.toLowerCase() === name) values.push(rawHeaders[index + 1] ?? '')
  return values
}

const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200)
