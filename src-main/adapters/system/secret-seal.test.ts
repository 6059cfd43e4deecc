import { expect, test } from 'vitest'
import { secretSeal } from './secret-seal.ts'

const TEXT = 'https://scans.test/in?token=1234'
const PLACE = 'an address'
const seal = secretSeal(() => 'the secret of a data folder')

test('what was sealed is opened with the same secret and by no other', () => {
  const sealed = seal.close(TEXT, PLACE)

  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('token')
  expect(secretSeal(() => 'the secret of a data folder').open(sealed, PLACE)).toBe(TEXT)
  expect(secretSeal(() => 'another secret').open(sealed, PLACE)).toBeUndefined()
})

test('what was sealed for one place opens at no other', () => {
  expect(seal.open(seal.close(TEXT, PLACE), 'another place')).toBeUndefined()
})

test('what was changed is not opened', () => {
  const bytes = Buffer.from(seal.close(TEXT, PLACE), 'base64')
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)

  expect(seal.open(bytes.toString('base64'), PLACE)).toBeUndefined()
  expect(seal.open('nonsense', PLACE)).toBeUndefined()
})

test('the secret is asked for when it is first needed, once', () => {
  let asked = 0
  const lazy = secretSeal(() => `secret ${++asked}`)
  expect(asked).toBe(0)

  expect(lazy.open(lazy.close(TEXT, PLACE), PLACE)).toBe(TEXT)
  expect(asked).toBe(1)
})
