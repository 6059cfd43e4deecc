import { useVirtualizer } from '@tanstack/react-virtual'
import { Check, CircleDot, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Job, PageState } from '../../../src-shared/contract/job.ts'
import { usePages } from '../../state/pages-store.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useWords } from '../../words/use-words.ts'
import { PdfCanvas } from './pdf-canvas.tsx'
import type { PdfState } from './use-pdf.ts'

const WIDTH_PX = 48
const STEP_PX = WIDTH_PX + 8

/** Thumbnails come after the pages themselves, and one after the other. */
const DRAW_DELAY_MS = 250
const TURNS = 12
const TURN_MS = 50

interface ThumbnailsProps {
  readonly job: Job
  readonly pdfs: Readonly<Record<number, PdfState>>
}

/** The pages as small pictures with their state; one press goes there. */
export function Thumbnails({ job, pdfs }: ThumbnailsProps) {
  const words = useWords()
  const frame = useRef<HTMLElement>(null)
  const summaries = usePages(state => state.byJob[job.id]?.summaries)
  const current = useSelection(state => state.page)
  const tiles = useVirtualizer({
    horizontal: true,
    count: job.pageCount,
    getScrollElement: () => frame.current,
    estimateSize: () => STEP_PX,
    overscan: 4,
  })
  useEffect(() => tiles.scrollToIndex(current - 1, { align: 'auto' }), [current, tiles])
  if (job.pageCount < 2) return null
  return (
    <nav className="thumbnails" ref={frame} aria-label={words.page.thumbnails}>
      <div style={{ width: tiles.getTotalSize(), height: '100%' }}>
        {tiles.getVirtualItems().map(item => {
          const number = item.index + 1
          const summary = summaries?.[number]
          const state = summary?.state ?? 'waiting'
          const pdf = summary && pdfs[summary.documentNumber]
          const label = words.page.thumbnail(number, words.pageState[state])
          return (
            <button
              type="button"
              key={item.key}
              className={`thumbnail thumbnail-${state}`}
              style={{ left: item.start, width: WIDTH_PX }}
              aria-current={number === current ? 'page' : undefined}
              aria-label={label}
              title={label}
              onClick={() => useSelection.getState().goToPage(number, 'jump')}
            >
              {pdf?.kind === 'open' && summary && (
                <span className="thumbnail-picture" aria-hidden="true">
                  <PdfCanvas
                    pdf={pdf.document}
                    pageInDocument={summary.pageInDocument}
                    number={number}
                    rotation={0}
                    widthPx={WIDTH_PX}
                    delayMs={DRAW_DELAY_MS + (number % TURNS) * TURN_MS}
                    onAspect={nothing}
                    onFail={nothing}
                  />
                </span>
              )}
              <span className="thumbnail-number">
                {number}
                <StateSign state={state} />
              </span>
            </button>
          )
        })}
      </div>
    </nav>
  )
}

const nothing = () => undefined

function StateSign({ state }: { readonly state: PageState }) {
  if (state === 'processing') return <CircleDot aria-hidden="true" />
  if (state === 'failed') return <X aria-hidden="true" />
  return state === 'waiting' ? null : <Check aria-hidden="true" />
}
