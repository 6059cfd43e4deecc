/** An address as a number, so that every way of writing it is judged alike. */
export interface IpAddress {
  readonly version: 4 | 6
  readonly bits: bigint
}

/** A network: all addresses that share the first `prefix` bits. */
export interface IpNetwork {
  readonly address: IpAddress
  readonly prefix: number
}

const BITS = { 4: 32, 6: 128 } as const
const DECIMAL_PART = /^(?:0|[1-9]\d{0,2})$/
const HEX_PART = /^[0-9a-f]{1,4}$/i
const GROUPS = 8

/** Four plain decimal parts, or an IPv6 address without zone and brackets; undefined for anything else. */
export function parseIp(text: string): IpAddress | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text)
}

/** `10.0.0.0/8`, or a single address. Undefined when it is neither, or has bits beyond its prefix. */
export function parseNetwork(text: string): IpNetwork | undefined {
  const [written = '', length, ...more] = text.split('/')
  const address = parseIp(written)
  if (!address || more.length > 0) return undefined
  if (length === undefined) return { address, prefix: BITS[address.version] }
  const prefix = DECIMAL_PART.test(length) ? Number(length) : Number.NaN
  const isNetwork = prefix <= BITS[address.version] && isWithin(address, { address, prefix })
  const hostBits = BigInt(BITS[address.version] - (isNetwork ? prefix : 0))
  return isNetwork && (address.bits >> hostBits) << hostBits === address.bits
    ? { address, prefix }
    : undefined
}

/** Whether the address lies in the network. An IPv4 address lies in no IPv6 network, nor the other way round. */
export function isWithin(ip: IpAddress, { address, prefix }: IpNetwork): boolean {
  if (ip.version !== address.version) return false
  const hostBits = BigInt(BITS[ip.version] - prefix)
  return ip.bits >> hostBits === address.bits >> hostBits
}

/** The lowest 32 bits of an IPv6 address as an IPv4 address. */
export const lowestIpv4 = ({ bits }: IpAddress): IpAddress => ({ version: 4, bits: bits & 0xffff_ffffn })

function parseIpv4(text: string): IpAddress | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every(part => DECIMAL_PART.test(part) && Number(part) <= 255))
    return undefined
  return { version: 4, bits: parts.reduce((bits, part) => (bits << 8n) | BigInt(part), 0n) }
}

function parseIpv6(text: string): IpAddress | undefined {
  const halves = withoutTail(text)?.split('::') ?? []
  if (halves.length > 2) return undefined
  const [before, after] = halves.map(half => groupsOf(half))
  if (!before || (halves.length === 2 && !after)) return undefined
  const missing = GROUPS - before.length - (after?.length ?? 0)
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const groups = [...before, ...Array.from({ length: missing }, () => 0), ...(after ?? [])]
  return { version: 6, bits: groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n) }
}

/** The 16-bit groups of one side of `::`. */
function groupsOf(half: string): number[] | undefined {
  if (half === '') return []
  const parts = half.split(':')
  return parts.every(part => HEX_PART.test(part)) ? parts.map(part => Number.parseInt(part, 16)) : undefined
}

/** An IPv4 tail written as the two groups that it stands for; undefined when it is no IPv4 address. */
function withoutTail(text: string): string | undefined {
  const at = text.lastIndexOf(':') + 1
  if (!text.includes('.', at)) return text
  const tail = parseIpv4(text.slice(at))
  return (
    tail && `${text.slice(0, at)}${(tail.bits >> 16n).toString(16)}:${(tail.bits & 0xffffn).toString(16)}`
  )
}
