import { parseIp } from './ip-address.ts'

/** An address to call, taken apart once: who connects uses these parts and never parses the text again. */
export interface OutgoingUrl {
  readonly scheme: 'http' | 'https'
  /** A name in lower case, or an IP address without brackets. */
  readonly host: string
  readonly port: number
  /** Path and query as they go into the request line. */
  readonly target: string
}

export type ParsedUrl =
  | { readonly kind: 'url'; readonly url: OutgoingUrl }
  | { readonly kind: 'refused'; readonly words: string }

const LONGEST = 2000
const SHAPE = /^(https?):\/\/([^/?#]*)((?:\/[^?#]*)?(?:\?[^#]*)?)(?:#.*)?$/i
const AUTHORITY = /^(\[[^\]]*\]|[^:[\]]*)(?::(\d{1,5}))?$/
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/
/** A name whose last part is a number is an IPv4 address to some parsers: decimal, octal, hexadecimal or short. */
const NUMERIC_LABEL = /^(?:\d+|0x[0-9a-f]*)$/
const LONGEST_NAME = 253

/** Ports of services that take a request for something else, as browsers refuse them. */
const REFUSED_PORTS = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 138, 139, 143, 161, 162, 179, 389, 427, 445, 465, 512,
  513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 873, 989, 990, 993, 995, 1433,
  1521, 1719, 1720, 1723, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5900,
  6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080, 11_211, 27_017,
])

/** Takes an address apart; whatever two programs could read differently is refused. */
export function parseOutgoingUrl(text: string): ParsedUrl {
  if (text.length > LONGEST) return refused(`it is longer than ${LONGEST} characters`)
  if (!/^[\x21-\x7e]*$/.test(text))
    return refused('it has blanks, control characters or letters outside ASCII')
  if (text.includes('\\')) return refused('it has a backslash')
  const [, scheme = '', authority = '', target = ''] = SHAPE.exec(text) ?? []
  if (scheme === '') return refused('only http:// and https:// addresses are called')
  if (authority.includes('@')) return refused('it carries a user name or password')
  const [, written = '', portText] = AUTHORITY.exec(authority) ?? []
  const host = hostOf(written.toLowerCase())
  if (host === undefined) return refused('its host is no plain name or IP address')
  const isSecure = scheme.toLowerCase() === 'https'
  const port = portText === undefined ? (isSecure ? 443 : 80) : Number(portText)
  if (port > 65_535 || REFUSED_PORTS.has(port))
    return refused(`port ${port} belongs to another kind of service`)
  const path = target.startsWith('/') ? target : `/${target}`
  return { kind: 'url', url: { scheme: isSecure ? 'https' : 'http', host, port, target: path } }
}

/** As it stands in a Host header. */
export function authorityOf({ scheme, host, port }: OutgoingUrl): string {
  const name = host.includes(':') ? `[${host}]` : host
  return port === (scheme === 'https' ? 443 : 80) ? name : `${name}:${port}`
}

/** The listener that an address belongs to: all that is called there shares its fate. */
export const listenerOf = (url: OutgoingUrl): string => `${url.scheme}://${authorityOf(url)}`

/** The same of an address that was not yet taken apart; one that can't be is a place of its own. */
export function listenerOfText(text: string): string {
  const parsed = parseOutgoingUrl(text)
  return parsed.kind === 'url' ? listenerOf(parsed.url) : text
}

function hostOf(written: string): string | undefined {
  if (written.startsWith('[')) {
    const inner = written.slice(1, -1)
    return parseIp(inner)?.version === 6 ? inner : undefined
  }
  return parseIp(written) ? written : isHostName(written) ? written : undefined
}

/** Whether a text in lower case is a host's name: plain labels, and not something that passes for a number. */
export function isHostName(text: string): boolean {
  const labels = text.split('.')
  return (
    text.length <= LONGEST_NAME &&
    labels.every(label => LABEL.test(label)) &&
    !NUMERIC_LABEL.test(labels.at(-1) ?? '')
  )
}

const refused = (words: string): ParsedUrl => ({ kind: 'refused', words })
