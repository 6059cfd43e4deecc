import { expect, test } from 'vitest'
import { sharedSync } from './shared-sync.ts'

/** Syncs that end when they are told to. */
function heldSyncs() {
  const begun: { readonly path: string; end(): void; fail(): void }[] = []
  const sync = sharedSync(
    path =>
      new Promise((resolve, reject) => {
        begun.push({ path, end: resolve, fail: () => reject(new Error('no')) })
      }),
  )
  return { sync, begun }
}

test('who asks while a sync runs shares the next one', async () => {
  const { sync, begun } = heldSyncs()
  const first = sync('/a')
  const [second, third] = [sync('/a'), sync('/a')]
  expect(begun).toHaveLength(1)

  begun[0]?.end()
  await first
  await expect.poll(() => begun.length).toBe(2)
  begun[1]?.end()
  await Promise.all([second, third])

  expect(begun).toHaveLength(2)
})

test('folders do not wait for each other', () => {
  const { sync, begun } = heldSyncs()

  void sync('/a')
  void sync('/b')

  expect(begun.map(each => each.path)).toEqual(['/a', '/b'])
})

test('a sync that fails is told to those who waited for it, and to nobody else', async () => {
  const { sync, begun } = heldSyncs()
  const first = sync('/a')
  const second = sync('/a')

  begun[0]?.fail()
  await expect(first).rejects.toThrow('no')
  await expect.poll(() => begun.length).toBe(2)
  begun[1]?.end()

  await expect(second).resolves.toBeUndefined()
})
