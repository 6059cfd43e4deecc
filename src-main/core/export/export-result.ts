import type { ExportFormat } from '../../../src-shared/contract/routes.ts'
import { altoFrame } from './alto-frame.ts'
import { chunksFrame } from './chunks-frame.ts'
import { csvFrame } from './csv-frame.ts'
import { type ExportFrame, exportPieces } from './export-frame.ts'
import { hocrFrame } from './hocr-frame.ts'
import { htmlFrame } from './html-frame.ts'
import type { StreamedResult } from './job-result.ts'
import { joinContinued } from './join-continued.ts'
import { jsonFrame } from './json-frame.ts'
import { markdownFrame } from './markdown-frame.ts'
import { textFrame } from './text-frame.ts'

/** A figure's file; undefined where it is gone. */
export type ReadFigure = (name: string) => Promise<Uint8Array | undefined>

interface TextFormat {
  readonly frame: (readFigure: ReadFigure) => ExportFrame
  /** Whether paragraphs and tables go on over pages; otherwise each page stands as it was read. */
  readonly isFlowing: boolean
}

const FORMATS = {
  md: { frame: () => markdownFrame(), isFlowing: true },
  html: { frame: htmlFrame, isFlowing: true },
  txt: { frame: () => textFrame(), isFlowing: true },
  json: { frame: () => jsonFrame(), isFlowing: false },
  csv: { frame: () => csvFrame(), isFlowing: true },
  chunks: { frame: () => chunksFrame(), isFlowing: true },
  hocr: { frame: () => hocrFrame(), isFlowing: false },
  alto: { frame: () => altoFrame(), isFlowing: false },
} as const satisfies Partial<Record<ExportFormat, TextFormat>>

/** The formats that are text, made a piece at a time. */
export type TextExport = keyof typeof FORMATS

/** Whether a format is text. */
export const isTextExport = (format: ExportFormat): format is TextExport => format in FORMATS

/** A job's result in this format, piece by piece. */
export function streamResult(
  format: TextExport,
  result: StreamedResult,
  readFigure: ReadFigure = async () => undefined,
): AsyncGenerator<string> {
  const { frame, isFlowing } = FORMATS[format]
  return exportPieces(frame(readFigure), isFlowing ? flowing(result) : result)
}

/** The result with what goes on over pages joined. */
export function flowing(result: StreamedResult): StreamedResult {
  const documents = result.documents.map(document => ({ ...document, pages: joinContinued(document.pages) }))
  return { ...result, documents }
}
