import { SERVED_ENGINES, type ServedEngineName } from '../../src-shared/contract/engine.ts'
import type { Page } from '../../src-shared/contract/page.ts'
import type { PageSource, RecognitionSettings, ServedReply } from '../../src-shared/contract/worker-wire.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Log } from '../core/ports/log.ts'
import type { PageVisit, PageWorkers } from '../core/ports/page-workers.ts'
import type { PageDrawn, PagePictures, PictureWorkers } from '../core/ports/picture-workers.ts'
import type { ServedEngine } from '../core/ports/served-engine.ts'
import { servedChain } from '../core/served/served-chain.ts'
import { type ServedDoor, servedDoor } from '../core/served/served-door.ts'
import type { LiveSettings } from './live-settings.ts'

export interface ServedPagesParts {
  /** The embedded engine's. */
  readonly workers: PageWorkers
  readonly pictureWorkers: PictureWorkers
  readonly pictures: PagePictures
  readonly engines: readonly ServedEngine[]
  readonly settings: Pick<LiveSettings, 'current'>
  readonly limits: { readonly servedPatienceMs: number; readonly servedPages: number }
  /** The prompt of jobs that name none: engines have better ones of their own. */
  readonly usualPrompt: string
  readonly clock: Clock
  readonly log: Log
}

interface Errand {
  readonly source: PageSource
  readonly settings: RecognitionSettings
  readonly signal: AbortSignal
}

/** What came of trying one engine. */
type Trial =
  | { readonly kind: 'over'; readonly visit: PageVisit }
  | { readonly kind: 'good'; readonly page: Page }
  | { readonly kind: 'doubtful'; readonly page: Page; readonly because: string }
  | { readonly kind: 'failed'; readonly because: string }

const WITHDRAWN = { kind: 'over', visit: { kind: 'withdrawn' } } as const satisfies Trial

/**
 * Page workers that let served engines read where the settings or the job say so, and read by themselves what these can't:
 * no page is lost because an engine is away. Which pages need no engine at all the workers decide as ever.
 */
export function servedPages(parts: ServedPagesParts): PageWorkers {
  const { workers, settings, clock, log, limits } = parts
  if (parts.engines.length === 0) return workers
  const engines = new Map(parts.engines.map(engine => [engine.name, engine]))
  const doors = new Map(parts.engines.map(({ name }) => [name, servedDoor(limits.servedPatienceMs)]))
  const configured = new Set(engines.keys())

  async function recognise(
    ...[source, wanted, signal]: Parameters<PageWorkers['recognise']>
  ): Promise<PageVisit> {
    const { inferenceMode } = settings.current()
    const chain = servedChain({ ...wanted, inferenceMode, configured })
    if (chain.length === 0) return workers.recognise(source, wanted, signal)
    const begunAt = clock.now()
    const doubts: { readonly page: Page; readonly words: string }[] = []
    const failures: string[] = []
    for (const name of chain) {
      const trial = await tryEngine(name, { source, settings: wanted, signal })
      if (trial.kind === 'over') return trial.visit
      if (trial.kind === 'good') return visitOf(trial.page, clock.now() - begunAt)
      const words = `${SERVED_ENGINES[name]}: ${trial.because}`
      log.warn('served-page', { engine: name, page: source.number, came: trial.kind, because: trial.because })
      if (trial.kind === 'failed') failures.push(words)
      else doubts.push({ page: trial.page, words })
      if (trial.kind === 'doubtful' && wanted.mode === 'fast') break
    }
    const [doubt] = doubts
    if (doubt) return visitOf(noting(doubt.page, doubtNotice(doubt.words)), clock.now() - begunAt)
    return withNotice(
      await workers.recognise(source, wanted, signal),
      fallBackNotice(failures),
      clock.now() - begunAt,
    )
  }

  async function tryEngine(name: ServedEngineName, errand: Errand): Promise<Trial> {
    const engine = engines.get(name)
    const door = doors.get(name)
    if (!engine || !door) return { kind: 'failed', because: 'it is not configured' }
    if (door.isGivenUp(clock.now())) return { kind: 'failed', because: door.because() }
    const path = parts.pictures.newPath()
    try {
      const picture = { outputPath: path, maxSidePx: engine.maxSidePx }
      const { signal } = errand
      const drawn = await parts.pictureWorkers.draw({ ...errand, picture }, signal)
      if (drawn.kind !== 'pictured') return { kind: 'over', visit: drawn }
      const answer = await askInTime({ engine, door, path, drawn }, errand)
      if (answer.kind !== 'answered') return answer
      const reading = await parts.pictureWorkers.readReply(
        { source: errand.source, page: drawn.page, reply: answer.reply },
        signal,
      )
      if (reading.kind === 'strike') return { kind: 'failed', because: 'its answer could not be understood' }
      if (reading.kind !== 'read') return { kind: 'over', visit: reading }
      const { verdict } = reading
      return verdict.kind === 'useless' ? { kind: 'failed', because: verdict.because } : verdict
    } finally {
      await parts.pictures.remove(path)
    }
  }

  async function askInTime(
    { engine, door, path, drawn }: Asking,
    { settings: { prompt }, signal }: Errand,
  ): Promise<Trial | { readonly kind: 'answered'; readonly reply: ServedReply }> {
    const wish = prompt === parts.usualPrompt ? '' : prompt
    for (;;) {
      if (signal.aborted) return WITHDRAWN
      const waitMs = door.waitMs(clock.now())
      if (waitMs === null) return { kind: 'failed', because: door.because() }
      if (waitMs > 0) {
        await clock.wait(waitMs, signal)
        continue
      }
      const answer = await engine.ask({ ...drawn, path }, wish, signal)
      if (signal.aborted) return WITHDRAWN
      if (answer.kind === 'away') {
        door.noteAway(clock.now(), answer.because, answer.retryAfterMs)
        continue
      }
      if (answer.kind === 'late') {
        door.noteAway(clock.now(), answer.because, null)
        return { kind: 'failed', because: answer.because }
      }
      door.noteAnswer()
      return answer.kind === 'answered' ? answer : { kind: 'failed', because: answer.because }
    }
  }

  return {
    get size() {
      return workers.size === 0 ? 0 : workers.size + limits.servedPages
    },
    onSizeChange: listener => workers.onSizeChange(listener),
    recognise,
    problem: () => workers.problem(),
    onProblemChange: listener => workers.onProblemChange(listener),
    close: () => workers.close(),
  }
}

interface Asking {
  readonly engine: ServedEngine
  readonly door: ServedDoor
  readonly path: string
  readonly drawn: PageDrawn
}

/** The time that the worker did not need went by with the engines. */
function visitOf(page: Page, durationMs: number): PageVisit {
  const { total = 0, ...stages } = page.timings
  const timings = { ...stages, served: Math.max(0, durationMs - total), total: Math.max(total, durationMs) }
  return { kind: 'outcome', outcome: { kind: 'recognised', page: { ...page, timings } }, durationMs }
}

const noting = (page: Page, notice: string): Page => ({ ...page, notices: [notice, ...page.notices] })

const doubtNotice = (words: string): string => `Look at this page again: its reading is doubtful (${words}).`

const fallBackNotice = (failures: readonly string[]): string =>
  `This page was read by the embedded engine instead (${failures.join('; ')}).`

/** Only where the embedded engine read pixels: text layers need no engine. */
function withNotice(visit: PageVisit, notice: string, durationMs: number): PageVisit {
  if (visit.kind !== 'outcome' || visit.outcome.kind !== 'recognised') return visit
  const { page } = visit.outcome
  if (page.source !== 'ocr') return visit
  return { ...visit, outcome: { kind: 'recognised', page: noting(page, notice) }, durationMs }
}
