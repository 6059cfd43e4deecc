import { useEffect } from 'react'
import { isPageDone, usePages } from './pages-store.ts'

/** Fetches what was read from the pages in view. */
export function usePageBodies(jobId: string, numbers: readonly number[]): void {
  const pages = usePages(state => state.byJob[jobId])
  useEffect(() => {
    for (const number of numbers)
      if (isPageDone(pages?.summaries[number]) && !pages?.bodies[number])
        void usePages.getState().loadPage(jobId, number)
  })
}
