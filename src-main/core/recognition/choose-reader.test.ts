import { expect, test } from 'vitest'
import type { DocumentReader } from '../ports/document-reader.ts'
import { ProblemError } from '../problem-error.ts'
import { readerByMediaType } from './choose-reader.ts'
import { inspectDocument } from './inspect-document.ts'

const bytes = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))

function readerOf(mediaType: string, pageCount: number): DocumentReader {
  const openPage = () => {
    throw new ProblemError('page-unreadable')
  }
  return { open: async () => ({ mediaType, pageCount, openPage, close: () => {} }) }
}

const locked: DocumentReader = {
  async open() {
    throw new ProblemError('password-needed')
  },
}

function inspect(head: string, pdf: DocumentReader) {
  const reader = readerByMediaType(async () => bytes(head), { pdf, image: readerOf('image/png', 1) })
  return inspectDocument(reader, 'anything.docx', null)
}

test('a PDF goes to the PDF reader, whatever its name', async () => {
  expect(await inspect('%PDF-1.7', readerOf('application/pdf', 12))).toEqual({
    kind: 'accepted',
    mediaType: 'application/pdf',
    extension: '.pdf',
    pageCount: 12,
  })
})

test('an image goes to the image reader', async () => {
  expect(await inspect('\x89PNG\r\n\x1a\n', locked)).toMatchObject({
    kind: 'accepted',
    extension: '.png',
    pageCount: 1,
  })
})

test('a problem with the file is an answer, not an accident', async () => {
  expect(await inspect('%PDF-1.7', locked)).toEqual({
    kind: 'refused',
    problem: 'password-needed',
    detail: '',
  })
  expect(await inspect('', locked)).toMatchObject({ kind: 'refused', problem: 'empty-file' })
})

test('a file of another kind is refused and the answer says what it seems to be', async () => {
  const inspection = await inspect('GIF89a', locked)

  expect(inspection).toEqual({
    kind: 'refused',
    problem: 'not-supported',
    detail: 'the file seems to be a GIF image',
  })
})
