import { useEffect, useMemo, useState } from 'react'
import type { Job } from '../../../src-shared/contract/job.ts'
import { isPageDone, type PageBody, usePages } from '../../state/pages-store.ts'
import { useSelection } from '../../state/selection-store.ts'
import { isRunningText } from '../../text/is-running-text.ts'
import { markDoubtful } from '../../text/mark-doubtful.ts'

/** A doubtful word by its page, region and place among the doubtful words of the region. */
export interface DoubtfulRef {
  readonly page: number
  readonly region: number
  readonly place: number
}

interface Doubtful {
  readonly count: number
  /** The word that was jumped to last. */
  readonly current: DoubtfulRef | null
  readonly next: () => void
}

/** Jobs up to this size are searched whole; of larger ones, the pages that were looked at. */
const SEARCHED_PAGES = 150

/** The doubtful words of a job, and a way from one to the next. */
export function useDoubtful(job: Job): Doubtful {
  const pages = usePages(state => state.byJob[job.id])
  const [place, setPlace] = useState(-1)
  const bodies = pages?.bodies
  const found = useMemo(() => doubtfulIn(bodies ?? {}), [bodies])
  const missing =
    job.pageCount > SEARCHED_PAGES
      ? undefined
      : Object.values(pages?.summaries ?? {}).find(page => isPageDone(page) && !bodies?.[page.number])?.number
  useEffect(() => {
    if (missing !== undefined) void usePages.getState().loadPage(job.id, missing)
  }, [job.id, missing])
  const next = () => {
    const to = found.length === 0 ? -1 : (place + 1) % found.length
    setPlace(to)
    const target = found[to]
    if (target) useSelection.getState().goToPage(target.page, 'jump')
  }
  return { count: found.length, current: found[place] ?? null, next }
}

function doubtfulIn(bodies: Readonly<Record<number, PageBody>>): readonly DoubtfulRef[] {
  return Object.values(bodies).flatMap(body => {
    if (body.kind !== 'ready') return []
    const { page } = body
    return page.regions.flatMap((region, index) =>
      isRunningText(region)
        ? markDoubtful(region.text, region.lines)
            .filter(stretch => stretch.isDoubtful)
            .map((_, place) => ({ page: page.number, region: index, place }))
        : [],
    )
  })
}
