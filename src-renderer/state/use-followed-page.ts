import { useEffect, useRef } from 'react'
import { type Pane, useSelection } from './selection-store.ts'

/** Brings a pane to the page where the other pane, a thumbnail, a key or a jump has gone. */
export function useFollowedPage(pane: Pane, goTo: (page: number) => void): void {
  const page = useSelection(state => state.page)
  const mover = useSelection(state => state.mover)
  const go = useRef(goTo)
  go.current = goTo
  useEffect(() => {
    if (mover !== pane) go.current(page)
  }, [pane, page, mover])
}
