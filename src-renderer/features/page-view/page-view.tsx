import { ChevronLeft, ChevronRight, SquareDashed, ZoomIn, ZoomOut } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { Job } from '../../../src-shared/contract/job.ts'
import { useChoices } from '../../state/choices-store.ts'
import { useSelection } from '../../state/selection-store.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useWords } from '../../words/use-words.ts'
import { PageList } from './page-list.tsx'
import './page-view.css'
import { Thumbnails } from './thumbnails.tsx'
import { usePdfs } from './use-pdf.ts'

const ZOOMS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const

interface PageViewProps {
  readonly job: Job
}

/** The pages of a job as they look, with their regions. */
export function PageView({ job }: PageViewProps) {
  const words = useWords()
  const page = useSelection(state => state.page)
  const showBoxes = useChoices(state => state.showBoxes)
  const pdfs = usePdfs(job)
  const [zoom, setZoom] = useState(1)
  const goTo = (to: number) =>
    useSelection.getState().goToPage(Math.min(job.pageCount, Math.max(1, to)), 'jump')
  const zoomBy = (steps: number) => setZoom(current => zoomAfter(current, steps))
  const press = (event: KeyboardEvent) => {
    if (event.key === 'PageDown' && event.altKey) goTo(page + 1)
    else if (event.key === 'PageUp' && event.altKey) goTo(page - 1)
    else if (event.key === '+') zoomBy(1)
    else if (event.key === '-') zoomBy(-1)
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that are pressed anywhere in the pane
    <div className="page-view" onKeyDown={press}>
      <div className="pane-bar">
        <IconButton label={words.page.previous} disabled={page <= 1} onClick={() => goTo(page - 1)}>
          <ChevronLeft />
        </IconButton>
        <span className="pane-words">{words.page.of(page, job.pageCount)}</span>
        <IconButton label={words.page.next} disabled={page >= job.pageCount} onClick={() => goTo(page + 1)}>
          <ChevronRight />
        </IconButton>
        <span className="pane-gap" />
        <IconButton label={words.page.zoomOut} disabled={zoom === ZOOMS[0]} onClick={() => zoomBy(-1)}>
          <ZoomOut />
        </IconButton>
        <Button look="quiet" className="zoom-words" title={words.page.zoomFit} onClick={() => setZoom(1)}>
          {new Intl.NumberFormat(words.locale, { style: 'percent' }).format(zoom)}
        </Button>
        <IconButton label={words.page.zoomIn} disabled={zoom === ZOOMS.at(-1)} onClick={() => zoomBy(1)}>
          <ZoomIn />
        </IconButton>
        <IconButton
          label={words.page.boxes}
          aria-pressed={showBoxes}
          onClick={() => useChoices.getState().choose({ showBoxes: !showBoxes })}
        >
          <SquareDashed />
        </IconButton>
      </div>
      <PageList job={job} pdfs={pdfs} zoom={zoom} />
      <Thumbnails job={job} pdfs={pdfs} />
    </div>
  )
}

function zoomAfter(zoom: number, steps: number): number {
  const at = ZOOMS.findIndex(each => each >= zoom)
  return ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at + steps))] ?? zoom
}
