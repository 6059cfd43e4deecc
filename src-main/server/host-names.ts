import { isIPv6 } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'

const ANY = new Set(['0.0.0.0', '::'])
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Whether only programs of this machine can reach the address. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host)
}

/** What this machine may be called in an address, given what it listens on; as it stands in a URL. */
export function hostNames(host: string): string[] {
  if (isLoopbackHost(host)) return [...new Set([bracketed(host), ...LOOPBACK])]
  const own = hostname().toLowerCase()
  const names = [own, `${own}.local`, ...LOOPBACK]
  if (!ANY.has(host)) return [...new Set([bracketed(host.toLowerCase()), ...names])]
  return [...new Set([...networkAddresses(host === '::'), ...names])]
}

/** What to tell people: the address for programs of this machine first, then those for the network. */
export function reachableNames(host: string): string[] {
  return ANY.has(host) ? ['127.0.0.1', ...networkAddresses(host === '::')] : [bracketed(host)]
}

function networkAddresses(withIpv6: boolean): string[] {
  return Object.values(networkInterfaces())
    .flatMap(addresses => addresses ?? [])
    .filter(address => !address.internal && (withIpv6 || address.family === 'IPv4'))
    .map(({ address }) => bracketed(address.toLowerCase()))
}

const bracketed = (host: string): string => (isIPv6(host) ? `[${host}]` : host)
