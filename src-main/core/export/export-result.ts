import type { ExportFormat } from '../../../src-shared/contract/routes.ts'
import { type ExportFrame, exportPieces, exportWhole } from './export-frame.ts'
import type { JobResult, StreamedResult } from './job-result.ts'
import { jsonFrame } from './json-frame.ts'
import { markdownFrame } from './markdown-frame.ts'
import { textFrame } from './text-frame.ts'

const FRAMES = { md: markdownFrame, json: jsonFrame, txt: textFrame } as const satisfies Record<
  ExportFormat,
  () => ExportFrame
>

/** A job's result in this format, whole. */
export function exportResult(format: ExportFormat, result: JobResult): string {
  return exportWhole(FRAMES[format], result)
}

/** A job's result in this format, piece by piece: joined they are what `exportResult` gives. */
export function streamResult(format: ExportFormat, result: StreamedResult): AsyncGenerator<string> {
  return exportPieces(FRAMES[format], result)
}
