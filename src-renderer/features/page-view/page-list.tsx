import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Job } from '../../../src-shared/contract/job.ts'
import { usePages } from '../../state/pages-store.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useFollowedPage } from '../../state/use-followed-page.ts'
import { usePageBodies } from '../../state/use-page-bodies.ts'
import { useElementWidth } from '../../ui/use-element-width.ts'
import { useWords } from '../../words/use-words.ts'
import { PageSheet } from './page-sheet.tsx'
import type { PdfState } from './use-pdf.ts'

/** A4 upright, until the page itself is known. */
const USUAL_ASPECT = Math.SQRT2
const MARGIN_PX = 12

interface PageListProps {
  readonly job: Job
  readonly pdfs: Readonly<Record<number, PdfState>>
  /** 1 fits the width. */
  readonly zoom: number
}

/** The pages one under the other; only those in view are drawn, so a thousand cost no more than three. */
export function PageList({ job, pdfs, zoom }: PageListProps) {
  const words = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const summaries = usePages(state => state.byJob[job.id]?.summaries)
  const width = useElementWidth(frame)
  const sheetWidth = Math.max(80, Math.floor((width - 2 * MARGIN_PX) * zoom))
  const [aspects, setAspects] = useState<Readonly<Record<number, number>>>({})
  const usual = aspects[1] ?? USUAL_ASPECT
  const heightOf = (number: number) => Math.round(sheetWidth * (aspects[number] ?? usual))
  const pages = useVirtualizer({
    // Before the width is known nothing has a height.
    count: width === 0 ? 0 : job.pageCount,
    getScrollElement: () => frame.current,
    estimateSize: index => heightOf(index + 1) + MARGIN_PX,
    paddingStart: MARGIN_PX,
    overscan: 1,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heights follow from these
  useEffect(() => pages.measure(), [sheetWidth, aspects])
  const goTo = (page: number) => pages.scrollToIndex(page - 1, { align: 'start' })
  useFollowedPage('page-pane', goTo)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another width or zoom stays at its page
  useEffect(() => goTo(useSelection.getState().page), [sheetWidth])
  const tellAspect = useCallback((number: number, aspect: number) => {
    setAspects(known =>
      Math.abs((known[number] ?? 0) - aspect) < 0.001 ? known : { ...known, [number]: aspect },
    )
  }, [])
  const items = pages.getVirtualItems()
  usePageBodies(
    job.id,
    items.map(item => item.index + 1),
  )
  const lead = () => useSelection.getState().lead('page-pane')
  const scroll = () => {
    if (useSelection.getState().leader !== 'page-pane') return
    const middle = (pages.scrollOffset ?? 0) + (frame.current?.clientHeight ?? 0) / 3
    const top = pages.getVirtualItemForOffset(middle)
    if (top) useSelection.getState().goToPage(top.index + 1, 'page-pane')
  }
  return (
    <section
      className="page-list"
      ref={frame}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label={words.page.pane}
      onPointerEnter={lead}
      onWheel={lead}
      onFocus={lead}
      onScroll={scroll}
    >
      <div
        className="page-list-room"
        style={{ height: pages.getTotalSize(), minWidth: sheetWidth + 2 * MARGIN_PX }}
      >
        {items.map(item => {
          const number = item.index + 1
          const summary = summaries?.[number]
          return (
            <div
              key={item.key}
              className="sheet"
              style={{ width: sheetWidth, height: heightOf(number), top: item.start }}
            >
              <PageSheet
                job={job}
                number={number}
                summary={summary}
                pdf={summary && pdfs[summary.documentNumber]}
                widthPx={sheetWidth}
                onAspect={tellAspect}
              />
            </div>
          )
        })}
      </div>
    </section>
  )
}
