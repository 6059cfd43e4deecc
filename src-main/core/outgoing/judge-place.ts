import { parseIp } from './ip-address.ts'
import { judgeIp } from './judge-ip.ts'
import { isAllowedByRule, type OutgoingPurpose, type OutgoingRule } from './outgoing-rule.ts'
import { authorityOf, type OutgoingUrl } from './outgoing-url.ts'

export interface OutgoingErrand {
  readonly url: OutgoingUrl
  readonly purpose: OutgoingPurpose
  readonly rules: readonly OutgoingRule[]
}

/** Names under which clouds answer with a machine's credentials. */
const METADATA_NAMES = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'instance-data',
  'instance-data.ec2.internal',
])

/** Why a host may not be called whatever its address is; undefined when its addresses decide. */
export function refusalOfHost({ url }: OutgoingErrand): string | undefined {
  return METADATA_NAMES.has(url.host)
    ? `${url.host} is the metadata service of a cloud machine and is never called`
    : undefined
}

/**
 * Why a host may not be called at the addresses that it resolves to, or undefined. One address that may not be called
 * is enough: a name with a good and a bad one is a trap.
 */
export function refusalOfAddresses(errand: OutgoingErrand, addresses: readonly string[]): string | undefined {
  const { url, purpose, rules } = errand
  for (const address of addresses) {
    const ip = parseIp(address)
    if (!ip) return `${url.host} resolves to something that is no address`
    const reach = judgeIp(ip)
    if (reach.kind === 'never') return `${authorityOf(url)} is ${reach.words} and is never called`
    const place = { host: url.host, port: url.port, ip, purpose }
    if (reach.kind === 'by-rule' && !isAllowedByRule(place, rules)) {
      return `${authorityOf(url)} is ${reach.words}; only a rule of this machine's user allows it`
    }
  }
  return addresses.length === 0 ? `${url.host} has no address` : undefined
}
