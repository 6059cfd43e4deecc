import { type IpAddress, type IpNetwork, isWithin, parseNetwork } from './ip-address.ts'
import { plainIp } from './judge-ip.ts'
import { isHostName } from './outgoing-url.ts'

/** What an address is called for; a rule allows it for one purpose only. */
export type OutgoingPurpose = 'callback' | 'vlm'

/** Leave of the local user to call a place of the own network. */
export interface OutgoingRule {
  readonly target: { readonly host: string } | { readonly network: IpNetwork }
  /** Null for every port. */
  readonly port: number | null
  readonly purpose: OutgoingPurpose
}

export interface OutgoingPlace {
  readonly host: string
  readonly port: number
  readonly ip: IpAddress
  readonly purpose: OutgoingPurpose
}

const PORT = /^(.*):(\d{1,5})$/

/**
 * A rule as typed: `host`, `host:9000`, `10.0.0.0/8`, `192.168.1.5:9000`, `[fd00::/8]:9000`. Undefined when it is none.
 */
export function parseOutgoingRule(text: string, purpose: OutgoingPurpose): OutgoingRule | undefined {
  const typed = text.trim().toLowerCase()
  const bare = typed.startsWith('[') ? undefined : parseNetwork(typed)
  if (bare) return { target: { network: bare }, port: null, purpose }
  const [, before, digits] = PORT.exec(typed) ?? []
  const port = digits === undefined ? null : Number(digits)
  if (port !== null && (port < 1 || port > 65_535)) return undefined
  const target = targetOf(before ?? typed)
  return target && { target, port, purpose }
}

/** Whether one of the rules names the place, by its name or its address. */
export function isAllowedByRule(place: OutgoingPlace, rules: readonly OutgoingRule[]): boolean {
  return rules.some(
    ({ target, port, purpose }) =>
      purpose === place.purpose &&
      (port === null || port === place.port) &&
      ('host' in target ? target.host === place.host : isWithin(plainIp(place.ip), target.network)),
  )
}

function targetOf(text: string): OutgoingRule['target'] | undefined {
  const inner = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  const network = parseNetwork(inner)
  if (network && (inner !== text || network.address.version === 4)) return { network }
  return isHostName(text) ? { host: text } : undefined
}
