import { Compile } from 'typebox/compile'
import type { ProblemCode } from '../../src-shared/contract/problem.ts'
import { WorkerReply, type WorkerStart } from '../../src-shared/contract/worker-wire.ts'
import { deathOfExit } from '../core/job/death-of-exit.ts'
import type { SpawnWorker } from '../core/ports/spawn-worker.ts'
import type { CallBody, CallEnd, PoolCall } from './pool-call.ts'

/** Why we ended a worker ourselves. */
type OurReason = 'timeout' | 'memory' | 'garbage' | 'withdrawn' | 'retired'

export interface SlotNews {
  readonly onReady: () => void
  readonly onUnfit: (problem: ProblemCode, detail: string) => void
  /** The worker is free again, or its call is ended because it died (`onGone` follows). */
  readonly onFree: () => void
  readonly onGone: (wasReady: boolean, words: string) => void
}

/** One worker process and the call that it is on. */
export interface WorkerSlot {
  readonly pid: number | undefined
  readonly isReady: boolean
  readonly call: PoolCall | undefined
  readonly callsDone: number
  readonly ageMs: number
  give(call: PoolCall): void
  /** Ends the process at once; its call, if any, ends accordingly. */
  end(reason: OurReason, detail?: string): void
}

const validator = Compile(WorkerReply)

/** Starts a worker process and speaks with it. */
export function workerSlot(
  spawn: SpawnWorker,
  start: WorkerStart,
  { onReady, onUnfit, onFree, onGone }: SlotNews,
): WorkerSlot {
  const handle = spawn(start)
  const startedAt = performance.now()
  let isReady = false
  let call: PoolCall | undefined
  let callsDone = 0
  let ended: { reason: OurReason; detail: string } | undefined

  const endCall = (end: CallEnd): void => {
    const current = call
    call = undefined
    current?.finish(end)
  }

  const end = (reason: OurReason, detail = ''): void => {
    ended ??= { reason, detail }
    handle.kill()
  }

  handle.onMessage(message => {
    if (!validator.Check(message)) {
      end('garbage', 'The answer has the wrong shape')
      return
    }
    if (message.kind === 'ready') {
      isReady = true
      onReady()
      return
    }
    if (message.kind === 'unfit') {
      onUnfit(message.problem, message.detail)
      end('retired')
      return
    }
    if (message.kind === 'fell-back') return
    if (message.callId !== call?.callId) return
    callsDone += 1
    endCall({ kind: 'reply', reply: message, durationMs: performance.now() - call.sentAt })
    onFree()
  })

  handle.onExit(exit => {
    const words = exit.signal ?? `exit code ${exit.code}`
    endCall(
      ended ? endByUs(ended.reason, ended.detail) : { kind: deathOfExit(exit, process.platform), words },
    )
    onGone(isReady, words)
  })

  return {
    get pid() {
      return handle.pid
    },
    get isReady() {
      return isReady && !ended
    },
    get call() {
      return call
    },
    get callsDone() {
      return callsDone
    },
    get ageMs() {
      return performance.now() - startedAt
    },
    give(next) {
      call = next
      next.sentAt = performance.now()
      handle.send(withId(next.body, next.callId))
    },
    end,
  }
}

function endByUs(reason: OurReason, words: string): CallEnd {
  return { kind: reason === 'retired' ? 'withdrawn' : reason, words }
}

const withId = (body: CallBody, callId: number) => ({ ...body, callId })
