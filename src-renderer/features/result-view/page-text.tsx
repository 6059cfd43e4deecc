import type { Job } from '../../../src-shared/contract/job.ts'
import type { Page } from '../../../src-shared/contract/page.ts'
import type { ExportFormat } from '../../../src-shared/contract/routes.ts'
import { api } from '../../state/api.ts'
import { useJobs } from '../../state/jobs-store.ts'
import { usePages } from '../../state/pages-store.ts'
import { isRunningText } from '../../text/is-running-text.ts'
import { FaultNote } from '../../ui/fault-note.tsx'
import { useWords } from '../../words/use-words.ts'
import { RegionText } from './region-text.tsx'
import type { DoubtfulRef } from './use-doubtful.ts'

interface PageTextProps {
  readonly job: Job
  readonly number: number
  readonly view: ExportFormat
  readonly doubtful: DoubtfulRef | null
}

/** The text of one page, or what stands in its place. */
export function PageText({ job, number, view, doubtful }: PageTextProps) {
  const words = useWords()
  const summary = usePages(state => state.byJob[job.id]?.summaries[number])
  const body = usePages(state => state.byJob[job.id]?.bodies[number])
  if (summary?.state === 'failed')
    return (
      <section className="page-text" aria-label={words.page.number(number)}>
        <h2 className="page-fault-title">{words.result.failedPage(number)}</h2>
        <FaultNote problem={summary.problem} onRetry={() => void retry(job.id, number)} />
      </section>
    )
  if (body?.kind !== 'ready')
    return (
      <section className="page-text page-text-waiting" aria-label={words.page.number(number)}>
        {words.result.placeholder(number)}
        {summary && ` · ${words.pageState[summary.state]}`}
      </section>
    )
  return (
    <section className="page-text" aria-label={words.page.number(number)} lang="">
      {job.pageCount > 1 && (
        <p className="page-mark quiet" aria-hidden="true">
          {words.page.number(number)}
        </p>
      )}
      <PageContent jobId={job.id} page={body.page} view={view} doubtful={doubtful} />
    </section>
  )
}

async function retry(jobId: string, number: number): Promise<void> {
  const before = useJobs.getState().jobs
  const changed = await api.retryPage(jobId, number).catch(() => null)
  if (changed) useJobs.getState().put([changed], before)
}

interface PageContentProps {
  readonly jobId: string
  readonly page: Page
  readonly view: ExportFormat
  readonly doubtful: DoubtfulRef | null
}

function PageContent({ jobId, page, view, doubtful }: PageContentProps) {
  const words = useWords()
  if (view === 'json') return <pre className="page-code">{JSON.stringify(page, null, 1)}</pre>
  const running = page.regions.filter(isRunningText)
  if (running.length === 0) return <p className="quiet">{words.result.blank}</p>
  if (view === 'txt')
    return <pre className="page-plain">{running.map(region => region.text).join('\n\n')}</pre>
  return page.regions.map(
    (region, index) =>
      isRunningText(region) && (
        <RegionText
          // biome-ignore lint/suspicious/noArrayIndexKey: a region is its place in reading order
          key={index}
          jobId={jobId}
          page={page.number}
          place={index}
          region={region}
          doubtful={doubtful?.region === index ? doubtful : null}
        />
      ),
  )
}
