import type { WorkerStart } from '../../src-shared/contract/worker-wire.ts'
import type { Log } from '../core/ports/log.ts'
import type { WorkersProblem } from '../core/ports/page-workers.ts'
import type { SpawnWorker } from '../core/ports/spawn-worker.ts'
import type { CallBody, CallEnd, PoolCall } from './pool-call.ts'
import type { ReadMemory } from './read-memory.ts'
import { startPacer } from './start-pacer.ts'
import { type WorkerSlot, workerSlot } from './worker-slot.ts'

/** How often time and memory are looked at. */
const LOOK_EVERY_MS = 250
/** A longer gap between two looks means that the machine slept, or that we were stopped: nobody's fault. */
const LONGEST_LOOK_MS = 1000
/** A page that is withdrawn may still end by itself so long. */
const GRACE_MS = 500
const START_TIMEOUT_MS = 120_000

export interface PoolOptions {
  readonly size: number
  readonly start: WorkerStart
  readonly spawn: SpawnWorker
  readonly readMemory: ReadMemory
  readonly log: Log
  readonly memoryBytes: number
  /** A worker that grew above this, or did so many calls, is replaced by a fresh one. */
  readonly recycleBytes: number
  readonly recycleCalls: number
}

export interface WorkerPool {
  /** Waits for a free worker. With the signal aborted the call ends soon, as `withdrawn` unless its reply came first. */
  call(body: CallBody, timeoutMs: number, signal: AbortSignal): Promise<CallEnd>
  problem(): WorkersProblem | null
  onProblemChange(listener: () => void): void
  close(): Promise<void>
}

/** Worker processes of one role: hands calls out, watches time and memory from outside, replaces the dead. */
export function workerPool(options: PoolOptions): WorkerPool {
  const { size, start, spawn, log } = options
  const slots = new Set<WorkerSlot>()
  const retiring = new Set<WorkerSlot>()
  const waiting: PoolCall[] = []
  const listeners = new Set<() => void>()
  const pacer = startPacer(() => fill())
  let problem: WorkersProblem | null = null
  let lastCallId = 0
  let isClosed = false
  let allGone = (): void => undefined

  function setProblem(next: WorkersProblem | null): void {
    if (next?.code === problem?.code && next?.detail === problem?.detail) return
    problem = next
    for (const listener of listeners) listener()
  }

  function fill(): void {
    while (!isClosed && slots.size - retiring.size < size && pacer.maySpawn()) addSlot()
  }

  function addSlot(): void {
    const slot: WorkerSlot = workerSlot(spawn, start, {
      onReady() {
        pacer.noteSuccess()
        setProblem(null)
        retire()
        pump()
      },
      onUnfit(code, detail) {
        log.error('worker-unfit', { role: start.role, problem: code, detail })
        setProblem({ code, detail })
        pacer.noteFailure(true)
      },
      onFree: pump,
      onGone: (wasReady, words) => forget(slot, wasReady, words),
    })
    slots.add(slot)
  }

  function forget(slot: WorkerSlot, wasReady: boolean, words: string): void {
    slots.delete(slot)
    const wasRetiring = retiring.delete(slot)
    if (isClosed) {
      if (slots.size === 0) allGone()
      return
    }
    if (!wasRetiring) log.warn('worker-gone', { role: start.role, wasReady, words })
    if (!wasReady && pacer.noteFailure(false) && !problem) {
      setProblem({ code: 'workers-unavailable', detail: `Workers end before they are ready (${words})` })
    }
    fill()
    pump()
  }

  function pump(): void {
    const fresh = [...slots].filter(slot => !retiring.has(slot))
    // While its replacement starts, a retiring worker still helps.
    const helping = isStaffed() ? [] : retiring
    for (const slot of [...fresh, ...helping]) {
      if (!slot.isReady || slot.call) continue
      const call = waiting.shift()
      if (!call) return
      slot.give(call)
    }
  }

  const isStaffed = (): boolean =>
    [...slots].filter(slot => slot.isReady && !retiring.has(slot)).length >= size

  function retire(): void {
    if (!isStaffed()) return
    for (const slot of retiring) if (!slot.call) slot.end('retired')
  }

  let lastLookAt = performance.now()
  async function look(): Promise<void> {
    const elapsedMs = Math.min(performance.now() - lastLookAt, LONGEST_LOOK_MS)
    lastLookAt = performance.now()
    for (const slot of slots) lookAtTime(slot, elapsedMs)
    const pids = [...slots].flatMap(slot => (slot.pid === undefined ? [] : [slot.pid]))
    const memory = await options.readMemory(pids)
    for (const slot of slots) lookAtMemory(slot, memory.get(slot.pid ?? -1) ?? 0)
    retire()
  }

  function lookAtTime(slot: WorkerSlot, elapsedMs: number): void {
    const { call } = slot
    if (!slot.isReady && slot.ageMs > START_TIMEOUT_MS) slot.end('retired')
    if (!call) return
    call.spentMs += elapsedMs
    if (call.spentMs > call.timeoutMs) slot.end('timeout', `It took longer than ${call.timeoutMs / 1000} s`)
  }

  function endSlotOf(call: PoolCall): void {
    for (const slot of slots) if (slot.call === call) slot.end('withdrawn')
  }

  function lookAtMemory(slot: WorkerSlot, bytes: number): void {
    if (bytes > options.memoryBytes) {
      slot.end('memory', `It needed more than ${Math.round(options.memoryBytes / 2 ** 20)} MB`)
      return
    }
    const isWorn = bytes > options.recycleBytes || slot.callsDone >= options.recycleCalls
    if (!isWorn || !slot.isReady || retiring.has(slot) || retiring.size > 0) return
    log.info('worker-recycled', { role: start.role, bytes, calls: slot.callsDone })
    retiring.add(slot)
    fill()
  }

  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  timer.unref()
  fill()

  return {
    call(body, timeoutMs, signal) {
      return new Promise(resolve => {
        let grace: NodeJS.Timeout | undefined
        const call: PoolCall = {
          callId: ++lastCallId,
          body,
          timeoutMs,
          spentMs: 0,
          sentAt: 0,
          finish(end) {
            signal.removeEventListener('abort', withdraw)
            clearTimeout(grace)
            resolve(end)
          },
        }
        const withdraw = (): void => {
          const place = waiting.indexOf(call)
          if (place < 0) {
            grace = setTimeout(() => endSlotOf(call), GRACE_MS)
            return
          }
          waiting.splice(place, 1)
          call.finish({ kind: 'withdrawn', words: '' })
        }
        if (isClosed || signal.aborted) return resolve({ kind: 'withdrawn', words: '' })
        signal.addEventListener('abort', withdraw, { once: true })
        waiting.push(call)
        pump()
      })
    },
    problem: () => problem,
    onProblemChange(listener) {
      listeners.add(listener)
    },
    async close() {
      if (isClosed) return
      isClosed = true
      clearInterval(timer)
      pacer.stop()
      for (const call of waiting.splice(0)) call.finish({ kind: 'withdrawn', words: '' })
      if (slots.size === 0) return
      const gone = new Promise<void>(resolve => {
        allGone = resolve
      })
      for (const slot of slots) slot.end('withdrawn')
      await gone
    },
  }
}
