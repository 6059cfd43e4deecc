import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { diskSeal } from './disk-seal.ts'
import { folderLayout } from './folder-layout.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-seal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SECRET = 'https://scans.test/in?token=1234'

test('what was sealed is opened by the same data folder, also after a restart, and by no other', () => {
  const layout = folderLayout(folder)
  const sealed = diskSeal(layout).close(SECRET)

  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('token')
  expect(diskSeal(layout).open(sealed)).toBe(SECRET)
  expect(diskSeal({ ...layout, sealKeyPath: path.join(folder, 'other') }).open(sealed)).toBeUndefined()
  expect(readFileSync(layout.sealKeyPath, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
})

test('what was changed is not opened', () => {
  const seal = diskSeal(folderLayout(folder))
  const bytes = Buffer.from(seal.close(SECRET), 'base64')
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)

  expect(seal.open(bytes.toString('base64'))).toBeUndefined()
  expect(seal.open('nonsense')).toBeUndefined()
})
