import { useEffect, useState } from 'react'
import type { Document, Job } from '../../../src-shared/contract/job.ts'
import { api } from '../../state/api.ts'
import { openPdf, type PdfDocument } from './pdf-documents.ts'

/** The opened PDFs of a job by their number; one that does not open here (a password, damage) stays away. */
export function usePdfs(job: Job): Readonly<Record<number, PdfDocument>> {
  const [pdfs, setPdfs] = useState<Readonly<Record<number, PdfDocument>>>({})
  const wanted = pdfNumbers(job.documents)
  useEffect(() => {
    const numbers = wanted === '' ? [] : wanted.split(',').map(Number)
    const opened = numbers.map(number => {
      const pdf = openPdf(api.documentFileUrl(job.id, number))
      pdf.document.then(
        document => setPdfs(known => ({ ...known, [number]: document })),
        () => undefined,
      )
      return pdf
    })
    return () => {
      for (const pdf of opened) pdf.close()
    }
  }, [job.id, wanted])
  return pdfs
}

/** Documents opened at once; further ones of a huge job are shown as images. */
const MOST_OPEN = 20

/** As one string, so that an effect sees when nothing has changed. */
const pdfNumbers = (documents: readonly Document[]): string =>
  documents
    .filter(document => document.mediaType === 'application/pdf')
    .slice(0, MOST_OPEN)
    .map(document => document.number)
    .join(',')
