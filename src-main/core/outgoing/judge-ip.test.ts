import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseIp } from './ip-address.ts'
import { judgeIp } from './judge-ip.ts'

const kindOf = (text: string): string => {
  const ip = parseIp(text)
  if (!ip) throw new Error(`${text} is no address`)
  return judgeIp(ip).kind
}

test('the open internet may be called', () => {
  for (const text of ['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])
    expect([text, kindOf(text)]).toEqual([text, 'public'])
})

test('this machine and private networks need a rule', () => {
  const local = ['127.0.0.1', '127.255.1.2', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1']
  for (const text of [
    ...local,
    '100.64.0.1',
    '::1',
    'fd12:3456::1',
    'fc00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
  ])
    expect([text, kindOf(text)]).toEqual([text, 'by-rule'])
})

test('link-local, metadata, multicast, broadcast, unspecified, tunnel and reserved addresses are never called', () => {
  const never4 = ['169.254.169.254', '169.254.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '240.0.0.1']
  const clouds = ['168.63.129.16', '100.100.100.200', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254']
  const never6 = [
    'fe80::1',
    'febf::1',
    'fec0::1',
    'ff02::1',
    '::',
    '2002:a00:1::',
    '2001:0:1::',
    '2001:db8::1',
  ]
  const carried = [
    '::ffff:169.254.169.254',
    '64:ff9b::a9fe:a9fe',
    '::ffff:0:0.0.0.0',
    '::127.0.0.1',
    '64:ff9b:1::1',
  ]
  for (const text of [...never4, ...clouds, ...never6, ...carried, '2600::5efe:7f00:1', '100::1'])
    expect([text, kindOf(text)]).toEqual([text, 'never'])
})

test('an IPv4 address is judged alike by itself, mapped and behind NAT64', () => {
  fc.assert(
    fc.property(fc.ipV4(), text => {
      const kinds = [text, `::ffff:${text}`, `64:ff9b::${text}`, `::ffff:0:${text}`].map(kindOf)
      expect(new Set(kinds).size).toBe(1)
    }),
  )
})

test('no IPv6 address outside the global range is public unless it carries a public IPv4 address', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), bits => {
      const isGlobal = bits >> 125n === 1n
      const upper = bits >> 32n
      const carries = [0xffffn, 0xffff_0000n, 0x64_ff9bn << 64n].includes(upper)
      if (!isGlobal && !carries) expect(judgeIp({ version: 6, bits }).kind).not.toBe('public')
    }),
  )
})
