import { useCallback, useState } from 'react'
import { hasPageImages } from '../../../src-shared/contract/input-kinds.ts'
import type { Job, PageSummary } from '../../../src-shared/contract/job.ts'
import type { Page } from '../../../src-shared/contract/page.ts'
import { usePages } from '../../state/pages-store.ts'
import { useWords } from '../../words/use-words.ts'
import { PageImage } from './page-image.tsx'
import { PdfCanvas } from './pdf-canvas.tsx'
import { RegionOverlay } from './region-overlay.tsx'
import type { PdfState } from './use-pdf.ts'

const DRAW_DELAY_MS = 80

interface PageSheetProps {
  readonly job: Job
  readonly number: number
  readonly summary: PageSummary | undefined
  /** Undefined for a file that is no PDF. */
  readonly pdf: PdfState | undefined
  readonly widthPx: number
  readonly onAspect: (number: number, aspect: number) => void
}

/** One page on its paper: a PDF is drawn here, a picture comes as an image, other documents have no look; the regions lie over it. */
export function PageSheet({ job, number, summary, pdf, widthPx, onAspect }: PageSheetProps) {
  const words = useWords()
  const body = usePages(state => state.byJob[job.id]?.bodies[number])
  const page = body?.kind === 'ready' ? body.page : undefined
  const mediaType = job.documents.find(each => each.number === summary?.documentNumber)?.mediaType
  const isDrawn = hasPageImages(mediaType ?? '')
  const [pdfFailed, setPdfFailed] = useState(false)
  const tellAspect = useCallback((aspect: number) => onAspect(number, aspect), [number, onAspect])
  const fail = useCallback(() => setPdfFailed(true), [])
  return (
    <>
      {summary && pdf?.kind === 'open' && !pdfFailed && (
        <PdfCanvas
          pdf={pdf.document}
          pageInDocument={summary.pageInDocument}
          number={number}
          rotation={page?.rotation ?? 0}
          widthPx={widthPx}
          delayMs={DRAW_DELAY_MS}
          onAspect={tellAspect}
          onFail={fail}
        />
      )}
      {!isDrawn && <p className="sheet-fault quiet">{words.page.noLook}</p>}
      {summary && isDrawn && (pdf === undefined || pdf.kind === 'images' || pdfFailed) && (
        <PageImage jobId={job.id} number={number} widthPx={widthPx} onAspect={tellAspect} />
      )}
      {page && (isDrawn || hasPlaces(page)) && <RegionOverlay page={page} />}
    </>
  )
}

/** Whether regions are parts of the page; those of texts that flow are somewhere on it. */
const hasPlaces = ({ regions, widthPx, heightPx }: Page): boolean =>
  regions.some(({ box }) => box.right - box.left < widthPx || box.bottom - box.top < heightPx)
