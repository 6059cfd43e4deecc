import { expect, test, vi } from 'vitest'
import { LIMITS } from '../../src-shared/contract/limits.ts'
import { manualClock } from '../adapters/memory/manual-clock.ts'
import { storageHold } from './storage-hold.ts'

/** Waits until the assertion holds; a busy machine takes its time. */
const eventually = (assertion: () => void): Promise<void> => vi.waitFor(assertion, { timeout: 20_000 })

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const space = { freeBytes: async () => 5 * 1024 * 1024 }

const fault = (code: string): Error => Object.assign(new Error(code), { code })

test.each(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE'])(
  'work that meets %s waits, says why with figures, and goes on when there is room',
  async code => {
    const clock = manualClock()
    const told = vi.fn()
    const hold = storageHold({ clock, log: quiet, space, limits: LIMITS }, told)
    let isFull = true
    const running = hold.run(async () => {
      if (isFull) throw fault(code)
      return 'done'
    }, new AbortController().signal)
    await eventually(() =>
      expect(told).toHaveBeenCalledWith({ code: 'storage-full', detail: '5 MB are free, 200 MB are needed' }),
    )

    isFull = false
    await eventually(() => {
      clock.turn(5000)
      expect(told).toHaveBeenLastCalledWith(null)
    })

    expect(await running).toBe('done')
  },
)

test('a fault that is not the disk’s is not waited for', async () => {
  const hold = storageHold({ clock: manualClock(), log: quiet, space, limits: LIMITS }, vi.fn())
  const running = hold.run(() => Promise.reject(fault('ENOENT')), new AbortController().signal)
  await expect(running).rejects.toThrow('ENOENT')
})

test('waiting for room ends when the program stops', async () => {
  const stopping = new AbortController()
  const told = vi.fn()
  const hold = storageHold({ clock: manualClock(), log: quiet, space, limits: LIMITS }, told)
  const running = hold.run(() => Promise.reject(fault('ENOSPC')), stopping.signal)
  await eventually(() => expect(told).toHaveBeenCalled())
  stopping.abort()
  expect(await running).toBeUndefined()
})
