import type { PageSource } from '../../../../src-shared/contract/worker-wire.ts'
import type { PageVisit, PageWorkers } from '../../../core/ports/page-workers.ts'
import { blankPage, type PageAct } from '../../../core/ports/testing/page-acts.ts'

export interface ScriptedPageWorkers extends PageWorkers {
  /** Everything that they were asked to read. */
  readonly asked: readonly PageSource[]
  readonly begun: readonly number[]
}

/** Two page workers without processes, which do what the test says. */
export function scriptedPageWorkers(actOf: (number: number) => PageAct): ScriptedPageWorkers {
  const asked: PageSource[] = []
  const begun: number[] = []
  const waiting: (() => void)[] = []
  let free = 2

  async function freeWorker(signal: AbortSignal): Promise<boolean> {
    if (free === 0) {
      await new Promise<void>(resolve => {
        waiting.push(resolve)
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
    }
    return !signal.aborted
  }

  return {
    asked,
    begun,
    size: 2,
    onSizeChange: () => undefined,
    async recognise(source, _settings, signal) {
      asked.push(source)
      if (!(await freeWorker(signal))) return { kind: 'withdrawn' }
      free -= 1
      begun.push(source.number)
      try {
        const act = actOf(source.number)
        return act === 'hang' ? await untilWithdrawn(signal) : visitOf(act, source)
      } finally {
        free += 1
        waiting.shift()?.()
      }
    },
    problem: () => null,
    onProblemChange: () => undefined,
    close: async () => undefined,
  }
}

function visitOf(act: Exclude<PageAct, 'hang'>, source: PageSource): PageVisit {
  if (act === 'strike') return { kind: 'strike', problem: 'page-crashed', detail: 'SIGSEGV' }
  if (act === 'killed') return { kind: 'worker-killed' }
  return { kind: 'outcome', outcome: { kind: 'blank', page: blankPage(source) }, durationMs: 1 }
}

const untilWithdrawn = (signal: AbortSignal): Promise<PageVisit> =>
  new Promise(resolve => {
    const end = (): void => resolve({ kind: 'withdrawn' })
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
