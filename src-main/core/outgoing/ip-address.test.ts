import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWithin, parseIp, parseNetwork } from './ip-address.ts'

test('an address has the same bits however it is written', () => {
  const same = ['2001:db8::1', '2001:DB8:0:0:0:0:0:1', '2001:0db8::0:1', '2001:db8::0.0.0.1']
  expect(new Set(same.map(text => parseIp(text)?.bits)).size).toBe(1)
  expect(parseIp('::ffff:127.0.0.1')?.bits).toBe(0xffff_7f00_0001n)
  expect(parseIp('127.0.0.1')).toEqual({ version: 4, bits: 0x7f00_0001n })
})

test('every IPv4 address and every IPv6 address is read as what it is', () => {
  fc.assert(
    fc.property(fc.ipV4(), text => {
      const bits = text.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n)
      expect(parseIp(text)).toEqual({ version: 4, bits })
    }),
  )
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), bits => {
      const groups = Array.from({ length: 8 }, (_, index) => (bits >> BigInt(112 - 16 * index)) & 0xffffn)
      expect(parseIp(groups.map(group => group.toString(16)).join(':'))).toEqual({ version: 6, bits })
    }),
  )
})

test('forms that other programs read as addresses are none here', () => {
  const odd = [
    '2130706433',
    '0x7f.1',
    '127.1',
    '0177.0.0.1',
    '127.0.0.1.',
    '127.0.0.256',
    '1.2.3',
    '',
    ':',
    ':::',
  ]
  const odd6 = [
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    'fe80::1%eth0',
    '::g',
    '12345::',
    '::1.2.3',
    '1:',
    '1.2.3.4::',
    '::1.2.3.4:5',
  ]
  for (const text of [...odd, ...odd6]) expect([text, parseIp(text)]).toEqual([text, undefined])
})

test('a network is written with its own bits only, and holds what begins alike', () => {
  const network = parseNetwork('10.0.0.0/8')
  if (!network) throw new Error('10.0.0.0/8 is a network')
  const holds = (text: string) => isWithin(parseIp(text) ?? network.address, network)
  expect([holds('10.255.0.1'), holds('11.0.0.0'), holds('::a00:1')]).toEqual([true, false, false])
  for (const text of ['10.0.0.1/8', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/08', '::/129', '10.0.0.0/8/8'])
    expect([text, parseNetwork(text)]).toEqual([text, undefined])
  expect(parseNetwork('0.0.0.0/0')?.prefix).toBe(0)
})
