import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { Job } from '../../../src-shared/contract/job.ts'
import type { ExportFormat } from '../../../src-shared/contract/routes.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useFollowedPage } from '../../state/use-followed-page.ts'
import { usePageBodies } from '../../state/use-page-bodies.ts'
import { useWords } from '../../words/use-words.ts'
import { PageText } from './page-text.tsx'
import type { DoubtfulRef } from './use-doubtful.ts'

const USUAL_HEIGHT_PX = 480

interface TextListProps {
  readonly job: Job
  readonly view: ExportFormat
  readonly doubtful: DoubtfulRef | null
}

/** The text of all pages, one after the other; only those in view are drawn. */
export function TextList({ job, view, doubtful }: TextListProps) {
  const words = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const list = useVirtualizer({
    count: job.pageCount,
    getScrollElement: () => frame.current,
    estimateSize: () => USUAL_HEIGHT_PX,
    overscan: 2,
  })
  const items = list.getVirtualItems()
  usePageBodies(
    job.id,
    items.map(item => item.index + 1),
  )
  useFollowedPage('text-pane', page => list.scrollToIndex(page - 1, { align: 'start' }))
  useWantedRegion(frame)
  const lead = () => useSelection.getState().lead('text-pane')
  const scroll = () => {
    if (useSelection.getState().leader !== 'text-pane') return
    const middle = (list.scrollOffset ?? 0) + (frame.current?.clientHeight ?? 0) / 3
    const top = list.getVirtualItemForOffset(middle)
    if (top) useSelection.getState().goToPage(top.index + 1, 'text-pane')
  }
  return (
    <section
      className="text-list"
      ref={frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label={words.result.pane}
      onPointerEnter={lead}
      onWheel={lead}
      onFocus={lead}
      onScroll={scroll}
    >
      <div className="text-list-room" style={{ height: list.getTotalSize() }}>
        {items.map(item => (
          <div
            key={item.key}
            ref={list.measureElement}
            data-index={item.index}
            className="text-place"
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <PageText
              job={job}
              number={item.index + 1}
              view={view}
              doubtful={doubtful?.page === item.index + 1 ? doubtful : null}
            />
          </div>
        ))}
      </div>
    </section>
  )
}

/** Brings the text of a region into view when it was pressed on the page. */
function useWantedRegion(frame: React.RefObject<HTMLElement | null>): void {
  const wanted = useSelection(state => state.wanted)
  useEffect(() => {
    if (wanted?.by !== 'page-pane') return
    const { page, region } = wanted.region
    frame.current?.querySelector(`[data-region="${page}-${region}"]`)?.scrollIntoView({ block: 'center' })
  }, [wanted, frame])
}
