import fc from 'fast-check'
import { expect, test } from 'vitest'
import { authorityOf, listenerOf, parseOutgoingUrl } from './outgoing-url.ts'

const partsOf = (text: string) => {
  const parsed = parseOutgoingUrl(text)
  if (parsed.kind === 'refused') throw new Error(`${text}: ${parsed.words}`)
  return parsed.url
}

test('an address is taken apart into what the request needs', () => {
  expect(partsOf('https://Hooks.Example.com/a/b?c=d#e')).toEqual({
    scheme: 'https',
    host: 'hooks.example.com',
    port: 443,
    target: '/a/b?c=d',
  })
  expect(partsOf('http://[::1]:9000?x')).toEqual({ scheme: 'http', host: '::1', port: 9000, target: '/?x' })
  expect(authorityOf(partsOf('http://[::1]:9000'))).toBe('[::1]:9000')
  expect(listenerOf(partsOf('https://a.example:443/x'))).toBe('https://a.example')
})

test('addresses that two programs could read differently are refused', () => {
  const hosts = [
    '2130706433',
    '0x7f000001',
    '017700000001',
    '127.1',
    '0177.0.0.1',
    '127.0.0.0x1',
    '1.2.3.4.5',
  ]
  const names = [
    'localhost.',
    'a..b',
    '-a.example',
    'a.example:',
    'ex%61mple.com',
    '[::1',
    '[1.2.3.4]',
    '',
    '[fe80::1%25eth0]',
  ]
  const users = ['user@a.example', 'user:pw@a.example', 'a.example@127.0.0.1', '@a.example']
  const rest = [
    'a.example\\@b',
    'a.example\t',
    'exämple.com',
    'a.example ',
    'a\u0000.example',
    'a\r\nHost: b',
  ]
  for (const host of [...hosts, ...names, ...users, ...rest])
    expect([host, parseOutgoingUrl(`http://${host}/`).kind]).toEqual([host, 'refused'])
})

test('other schemes and ports of other services are refused', () => {
  for (const url of [
    'ftp://a.example/',
    'file:///etc/passwd',
    'gopher://a',
    '//a.example',
    'a.example',
    'http:/a',
    '',
  ])
    expect([url, parseOutgoingUrl(url).kind]).toEqual([url, 'refused'])
  for (const port of [0, 22, 25, 6379, 11_211, 65_536])
    expect([port, parseOutgoingUrl(`http://a.example:${port}/`).kind]).toEqual([port, 'refused'])
  expect(parseOutgoingUrl(`http://a.example/${'x'.repeat(2000)}`).kind).toBe('refused')
})

test('whatever is accepted is read alike by the WHATWG parser', () => {
  const odd = fc.constantFrom(
    'http://',
    'https://',
    '@',
    ':',
    '/',
    '?',
    '#',
    '[',
    ']',
    '%',
    '0x7f',
    '127.0.0.1',
    '::1',
    '\\',
    '.',
    'a',
  )
  const text = fc
    .array(fc.oneof(odd, fc.string({ maxLength: 4 })), { maxLength: 8 })
    .map(parts => parts.join(''))
  fc.assert(
    fc.property(
      fc.oneof(
        text.map(rest => `http://${rest}`),
        fc.webUrl(),
      ),
      candidate => {
        const parsed = parseOutgoingUrl(candidate)
        if (parsed.kind === 'refused') return
        const theirs = new URL(candidate)
        const { host, port, scheme } = parsed.url
        expect(theirs.protocol).toBe(`${scheme}:`)
        expect(Number(theirs.port || (scheme === 'https' ? 443 : 80))).toBe(port)
        const shown = theirs.hostname.replace(/^\[|\]$/g, '')
        if (!host.includes(':')) expect(shown).toBe(host)
      },
    ),
    { numRuns: 2000 },
  )
})
