import { useEffect, useRef } from 'react'
import { useWords } from '../../words/use-words.ts'
import type { PdfDocument } from './pdf-documents.ts'

/** A canvas has at most so many pixels; beyond it the page gets softer instead of the window slow. */
const MOST_PIXELS = 16_000_000

interface PdfCanvasProps {
  readonly pdf: PdfDocument
  readonly pageInDocument: number
  readonly number: number
  /** Clockwise turn on top of the page's own. */
  readonly rotation: number
  readonly widthPx: number
  /** Drawing begins only then: a page that flies past costs nothing. */
  readonly delayMs: number
  readonly onAspect: (aspect: number) => void
  readonly onFail: () => void
}

/** A page of a PDF, drawn as sharp as the screen is. */
export function PdfCanvas(props: PdfCanvasProps) {
  const { pdf, pageInDocument, rotation, widthPx, delayMs, onAspect, onFail } = props
  const words = useWords()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const stop = new AbortController()
    const drawing = { pdf, pageInDocument, rotation, widthPx, onAspect, signal: stop.signal }
    const timer = setTimeout(() => {
      draw(canvas.current, drawing).catch(() => {
        if (!stop.signal.aborted) onFail()
      })
    }, delayMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [pdf, pageInDocument, rotation, widthPx, delayMs, onAspect, onFail])
  return (
    <canvas ref={canvas} className="sheet-picture" role="img" aria-label={words.page.image(props.number)} />
  )
}

interface Drawing
  extends Pick<PdfCanvasProps, 'pdf' | 'pageInDocument' | 'rotation' | 'widthPx' | 'onAspect'> {
  readonly signal: AbortSignal
}

/** Draws beside the screen and shows the whole, so that nothing flickers. */
async function draw(shown: HTMLCanvasElement | null, drawing: Drawing): Promise<void> {
  const page = await drawing.pdf.getPage(drawing.pageInDocument)
  const plain = page.getViewport({ scale: 1, rotation: (page.rotate + drawing.rotation) % 360 })
  if (drawing.signal.aborted || !shown) return
  drawing.onAspect(plain.height / plain.width)
  const wanted = (drawing.widthPx * window.devicePixelRatio) / plain.width
  const scale = Math.min(wanted, Math.sqrt(MOST_PIXELS / (plain.width * plain.height)))
  const viewport = page.getViewport({ scale, rotation: (page.rotate + drawing.rotation) % 360 })
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.floor(viewport.width))
  canvas.height = Math.max(1, Math.floor(viewport.height))
  const rendering = page.render({ canvas, viewport })
  drawing.signal.addEventListener('abort', () => rendering.cancel(), { once: true })
  await rendering.promise
  if (drawing.signal.aborted) return
  shown.width = canvas.width
  shown.height = canvas.height
  shown.getContext('2d')?.drawImage(canvas, 0, 0)
}
