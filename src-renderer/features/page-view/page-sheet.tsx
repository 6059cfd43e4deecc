import { useCallback, useState } from 'react'
import type { Job, PageSummary } from '../../../src-shared/contract/job.ts'
import { usePages } from '../../state/pages-store.ts'
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

/** One page on its paper: a PDF is drawn here, anything else comes as an image; the regions lie over it. */
export function PageSheet({ job, number, summary, pdf, widthPx, onAspect }: PageSheetProps) {
  const body = usePages(state => state.byJob[job.id]?.bodies[number])
  const page = body?.kind === 'ready' ? body.page : undefined
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
      {summary && (pdf === undefined || pdf.kind === 'images' || pdfFailed) && (
        <PageImage jobId={job.id} number={number} widthPx={widthPx} onAspect={tellAspect} />
      )}
      {page && <RegionOverlay page={page} />}
    </>
  )
}
