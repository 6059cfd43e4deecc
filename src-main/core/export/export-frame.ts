import type { DocumentTitle, PageOrGap, StreamedResult } from './job-result.ts'

/** How a format puts documents and pages together. Whatever order it is called in is the order of the file. */
export interface ExportFrame {
  begin(name: string, documentCount: number): string
  beginDocument(document: DocumentTitle, isFirst: boolean): string
  /** Empty for a page that leaves no trace, which then is not counted as the first. */
  page(page: PageOrGap, isFirst: boolean): string | Promise<string>
  endDocument(): string
  end(): string
}

/** The file piece by piece, with a page or two in memory at a time. */
export async function* exportPieces(frame: ExportFrame, result: StreamedResult): AsyncGenerator<string> {
  yield frame.begin(result.name, result.documents.length)
  for (const [index, document] of result.documents.entries()) {
    yield frame.beginDocument(document, index === 0)
    let isFirst = true
    for await (const page of document.pages) {
      const piece = await frame.page(page, isFirst)
      if (piece === '') continue
      isFirst = false
      yield piece
    }
    yield frame.endDocument()
  }
  yield frame.end()
}
