import type { PageSource } from '../../src-shared/contract/worker-wire.ts'
import type { DocumentReader, OpenDocument } from '../core/ports/document-reader.ts'

/** Keeps the last document open, because the next page is mostly of the same file. */
export interface OpenFiles {
  open(source: Pick<PageSource, 'path' | 'password' | 'mediaType'>): Promise<OpenDocument>
  /** Closes what is open, e.g. after a failure that may have broken it. */
  forget(): void
}

/** Opens files with the reader, one at a time. */
export function openFiles(reader: DocumentReader): OpenFiles {
  let kept:
    | { readonly path: string; readonly password: string | null; readonly document: OpenDocument }
    | undefined
  const forget = () => {
    const document = kept?.document
    kept = undefined
    try {
      document?.close()
    } catch {
      // A reader that has just failed may fail once more at closing.
    }
  }
  return {
    async open({ path, password, mediaType }) {
      if (kept?.path === path && kept.password === password) return kept.document
      forget()
      const document = await reader.open(path, password, { mediaType })
      kept = { path, password, document }
      return document
    },
    forget,
  }
}
