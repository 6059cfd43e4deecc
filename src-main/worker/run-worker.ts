import os from 'node:os'
import { Check } from 'typebox/value'
import type { ExecutionProvider, ProviderVerdict } from '../../src-shared/contract/execution.ts'
import { type FellBack, type WorkerReply, WorkerStart } from '../../src-shared/contract/worker-wire.ts'
import { garbageCollector } from './collect-garbage.ts'
import { type PageWorkerParts, pageWorker } from './page-worker.ts'
import { parentWire } from './parent-wire.ts'
import { problemOfError } from './problem-of-error.ts'
import { watchParent } from './watch-parent.ts'

/** What the entry gives to a worker once its start is known. */
export interface WorkerParts extends PageWorkerParts {
  /** Loads and proves the models that nearly every page needs. */
  readonly warm: () => Promise<void>
  /** Lets a provider do the self-test beside the CPU. */
  readonly probe: (provider: ExecutionProvider) => Promise<ProviderVerdict>
}

/** Runs this process as a worker until its parent is gone. */
export async function runWorker(
  makeParts: (start: WorkerStart, tell: (news: FellBack) => void) => WorkerParts,
): Promise<void> {
  const wire = parentWire()
  if (wire.kind === 'forked-child') watchParent()
  const start = readStart(process.argv.at(-1) ?? '')
  const parts = makeParts(start, wire.post)
  if (start.role !== 'inspector') lowerPriority()
  if (start.role === 'probe') {
    wire.post({ kind: 'probed', verdict: await tryProvider(start, parts) })
    return
  }
  const work = pageWorker(parts, wire.post)
  const collectGarbage = garbageCollector()
  wire.onMessage(message => void work(message).then(collectGarbage))
  wire.post(await prove(start, parts))
}

async function tryProvider(start: WorkerStart, parts: WorkerParts): Promise<ProviderVerdict> {
  try {
    return await parts.probe(start.provider ?? 'cpu')
  } catch (error) {
    return { kind: 'failed', detail: problemOfError(error).detail }
  }
}

async function prove(start: WorkerStart, parts: WorkerParts): Promise<WorkerReply> {
  try {
    if (start.role === 'page' && start.warm) await parts.warm()
    return { kind: 'ready' }
  } catch (error) {
    parts.report(error)
    return { kind: 'unfit', ...problemOfError(error) }
  }
}

function readStart(argument: string): WorkerStart {
  const start: unknown = JSON.parse(argument)
  if (!Check(WorkerStart, start)) throw new Error('the last argument is no worker start')
  return start
}

/** The window and the server stay quick while pages are read. */
function lowerPriority(): void {
  try {
    os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // Some systems forbid it; the work is the same.
  }
}
