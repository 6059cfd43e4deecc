import { type IpAddress, type IpNetwork, isWithin, lowestIpv4, parseNetwork } from './ip-address.ts'

/**
 * How far an address may be called: anywhere in the open internet, only where a rule of the local user names it, or
 * never at all.
 */
export type IpReach =
  | { readonly kind: 'public' }
  | { readonly kind: 'by-rule'; readonly words: string }
  | { readonly kind: 'never'; readonly words: string }

const PUBLIC: IpReach = { kind: 'public' }
const METADATA = 'the metadata service of a cloud machine'
const LINK_LOCAL = 'a link-local address'
const RESERVED = 'a reserved address'

/** The first row that fits decides. */
const IPV4_ROWS = rows([
  ['169.254.0.0/16', 'never', LINK_LOCAL],
  ['168.63.129.16', 'never', METADATA],
  ['100.100.100.200', 'never', METADATA],
  ['192.0.0.192', 'never', METADATA],
  ['127.0.0.0/8', 'by-rule', 'this machine'],
  ['10.0.0.0/8', 'by-rule', 'a private network'],
  ['172.16.0.0/12', 'by-rule', 'a private network'],
  ['192.168.0.0/16', 'by-rule', 'a private network'],
  ['100.64.0.0/10', 'by-rule', 'a shared carrier network'],
  ['0.0.0.0/8', 'never', 'an unspecified address'],
  ['192.0.0.0/24', 'never', RESERVED],
  ['192.0.2.0/24', 'never', 'an address for documentation'],
  ['192.88.99.0/24', 'never', RESERVED],
  ['198.18.0.0/15', 'never', 'an address for measurements'],
  ['198.51.100.0/24', 'never', 'an address for documentation'],
  ['203.0.113.0/24', 'never', 'an address for documentation'],
  ['224.0.0.0/4', 'never', 'a multicast address'],
  ['255.255.255.255', 'never', 'the broadcast address'],
  ['240.0.0.0/4', 'never', RESERVED],
])

const IPV6_ROWS = rows([
  ['::1', 'by-rule', 'this machine'],
  ['::', 'never', 'an unspecified address'],
  ['fd00:ec2::254', 'never', METADATA],
  ['fd20:ce::254', 'never', METADATA],
  ['fe80::/10', 'never', LINK_LOCAL],
  ['fc00::/7', 'by-rule', 'a private network'],
  ['64:ff9b:1::/48', 'never', 'an address of a private translator'],
  ['ff00::/8', 'never', 'a multicast address'],
  ['2001::/32', 'never', 'a tunnel address'],
  ['2001::/23', 'never', RESERVED],
  ['2001:db8::/32', 'never', 'an address for documentation'],
  ['2002::/16', 'never', 'a tunnel address'],
  ['3fff::/20', 'never', 'an address for documentation'],
])

/** IPv6 addresses that only carry an IPv4 address in their last 32 bits: mapped, translated and NAT64. */
const CARRIERS = networks(['::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96'])
const GLOBAL_UNICAST = networks(['2000::/3'])
const ISATAP_MARK = 0x5efen

/** What kind of place an address is. IPv6 addresses that carry an IPv4 address are judged as that one. */
export function judgeIp(ip: IpAddress): IpReach {
  if (ip.version === 4) return reachIn(IPV4_ROWS, ip) ?? PUBLIC
  if (CARRIERS.some(network => isWithin(ip, network))) return judgeIp(lowestIpv4(ip))
  const listed = reachIn(IPV6_ROWS, ip)
  if (listed) return listed
  if (isIsatap(ip) || !GLOBAL_UNICAST.some(network => isWithin(ip, network)))
    return { kind: 'never', words: RESERVED }
  return PUBLIC
}

/** The address by which rules know it: the IPv4 address that an IPv6 address carries, else itself. */
export function plainIp(ip: IpAddress): IpAddress {
  return ip.version === 6 && CARRIERS.some(network => isWithin(ip, network)) ? lowestIpv4(ip) : ip
}

const isIsatap = ({ bits }: IpAddress): boolean => ((bits >> 32n) & 0xfcff_ffffn) === ISATAP_MARK

interface Row {
  readonly network: IpNetwork
  readonly reach: IpReach
}

function rows(table: readonly (readonly [string, 'by-rule' | 'never', string])[]): readonly Row[] {
  return table.map(([written, kind, words]) => ({ network: network(written), reach: { kind, words } }))
}

function networks(written: readonly string[]): readonly IpNetwork[] {
  return written.map(network)
}

function network(written: string): IpNetwork {
  const parsed = parseNetwork(written)
  if (!parsed) throw new Error(`${written} is no network`)
  return parsed
}

const reachIn = (table: readonly Row[], ip: IpAddress): IpReach | undefined =>
  table.find(row => isWithin(ip, row.network))?.reach
