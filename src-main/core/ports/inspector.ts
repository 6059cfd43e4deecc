import type { Inspection, PageFrames, PageSource } from '../../../src-shared/contract/worker-wire.ts'

export interface FileToInspect {
  readonly path: string
  readonly name: string
  readonly password: string | null
}

export interface RenderedPage {
  readonly widthPx: number
  readonly heightPx: number
  readonly mediaType: string
}

/** The small worker beside the page workers that looks at files and draws pages. */
export interface Inspector {
  /** Throws workers-unavailable, or the problem for which no worker can start. */
  inspect(file: FileToInspect, signal: AbortSignal): Promise<Inspection>
  /** Throws page-unreadable, page-timeout, page-memory, page-crashed, workers-unavailable. */
  render(source: PageSource, drawing: PageDrawing): Promise<RenderedPage>
  close(): Promise<void>
}

export interface PageDrawing {
  readonly outputPath: string
  readonly rotation: number
  readonly maxSidePx: number
  /** Frames to draw over the page, which becomes a PNG of their size then. */
  readonly overlay?: PageFrames
}
