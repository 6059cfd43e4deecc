import { expect, test } from 'vitest'
import { refusalOfAddresses, refusalOfHost } from './judge-place.ts'
import { type OutgoingRule, parseOutgoingRule } from './outgoing-rule.ts'
import { parseOutgoingUrl } from './outgoing-url.ts'

const errandOf = (text: string, ...rules: readonly string[]) => {
  const parsed = parseOutgoingUrl(text)
  if (parsed.kind === 'refused') throw new Error(parsed.words)
  return { url: parsed.url, purpose: 'callback' as const, rules: rules.map(ruleOf) }
}

function ruleOf(text: string): OutgoingRule {
  const rule = parseOutgoingRule(text, 'callback')
  if (!rule) throw new Error(`${text} is no rule`)
  return rule
}

const isAllowed = (url: string, address: string, ...rules: readonly string[]) =>
  refusalOfAddresses(errandOf(url, ...rules), [address]) === undefined

test('a private address is called only where a rule names its host or network and its port', () => {
  const url = 'http://scans.lan:9000/x'
  expect(isAllowed(url, '192.168.1.5')).toBe(false)
  for (const rule of [
    'scans.lan',
    'scans.lan:9000',
    '192.168.0.0/16',
    '192.168.1.5:9000',
    '192.168.1.0/24:9000',
  ])
    expect([rule, isAllowed(url, '192.168.1.5', rule)]).toEqual([rule, true])
  for (const rule of ['scans.lan:9001', 'lan', 'other.lan', '10.0.0.0/8', '192.168.1.4', '192.168.1.5:80'])
    expect([rule, isAllowed(url, '192.168.1.5', rule)]).toEqual([rule, false])
  expect(isAllowed('http://[::1]:9000', '::1', '[::1]:9000')).toBe(true)
  expect(isAllowed('http://[fd00::5]:9000', 'fd00::5', 'fd00::/8')).toBe(true)
  expect(isAllowed('http://[::ffff:10.0.0.5]/', '::ffff:10.0.0.5', '10.0.0.0/8')).toBe(true)
})

test('no rule opens link-local addresses and metadata services', () => {
  for (const address of ['169.254.169.254', 'fe80::1', 'fd00:ec2::254', '0.0.0.0', '::ffff:169.254.169.254'])
    expect([address, isAllowed('http://scans.lan/', address, '0.0.0.0/0', '::/0', 'scans.lan')]).toEqual([
      address,
      false,
    ])
  expect(refusalOfHost(errandOf('http://metadata.google.internal/', '0.0.0.0/0'))).toContain('never')
  expect(refusalOfHost(errandOf('http://scans.example/'))).toBeUndefined()
})

test('one bad address among good ones is enough', () => {
  const errand = errandOf('http://a.example/')
  expect(refusalOfAddresses(errand, ['8.8.8.8', '8.8.4.4'])).toBeUndefined()
  expect(refusalOfAddresses(errand, ['8.8.8.8', '10.0.0.1'])).toContain('a private network')
  expect(refusalOfAddresses(errand, [])).toContain('no address')
  expect(refusalOfAddresses(errand, ['8.8.8.8', '0x7f.1'])).toContain('no address')
})

test('what is no rule is none', () => {
  for (const text of [
    '',
    ' ',
    'http://a.lan',
    'a.lan:0',
    'a.lan:99999',
    '10.0.0.1/8',
    '127.1',
    'a b',
    '*.lan',
    ':80',
  ])
    expect([text, parseOutgoingRule(text, 'callback')]).toEqual([text, undefined])
})
