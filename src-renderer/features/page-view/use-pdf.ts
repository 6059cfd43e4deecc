import { useEffect, useState } from 'react'
import type { Document, Job } from '../../../src-shared/contract/job.ts'
import { api } from '../../state/api.ts'
import { openPdf, type PdfDocument } from './pdf-documents.ts'

/** A PDF that is opened, or on its way; one that does not open here (a password, damage) comes as images. */
export type PdfState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'open'; readonly document: PdfDocument }
  | { readonly kind: 'images' }

/** The PDFs of a job by their number. */
export function usePdfs(job: Job): Readonly<Record<number, PdfState>> {
  const [pdfs, setPdfs] = useState<Readonly<Record<number, PdfState>>>({})
  const wanted = pdfNumbers(job.documents)
  useEffect(() => {
    const numbers = wanted === '' ? [] : wanted.split(',').map(Number)
    setPdfs(Object.fromEntries(numbers.map(number => [number, { kind: 'opening' }])))
    const opened = numbers.map(number => {
      const pdf = openPdf(api.documentFileUrl(job.id, number))
      pdf.document.then(
        document => setPdfs(known => ({ ...known, [number]: { kind: 'open', document } })),
        () => setPdfs(known => ({ ...known, [number]: { kind: 'images' } })),
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
