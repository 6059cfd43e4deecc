import { expect, test } from 'vitest'
import type { DocumentReader } from '../ports/document-reader.ts'
import { ProblemError } from '../problem-error.ts'
import { readerByMediaType } from './choose-reader.ts'
import { inspectDocument } from './inspection/inspect-document.ts'

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
  const readers = { pdf, image: readerOf('image/png', 1), office: readerOf('text/plain', 2) }
  const reader = readerByMediaType(async () => bytes(head), readers)
  return inspectDocument(reader, { path: 'anything.docx', name: 'anything.docx', password: null })
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

test.each(['Dear friend,\n', 'PK\x03\x04', '{\\rtf1', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '\xff\xfeH\0i\0'])(
  'a document without a look, such as %j, goes to the office reader',
  async head => {
    expect(await inspect(head, locked)).toMatchObject({ kind: 'accepted', extension: '.txt', pageCount: 2 })
  },
)

test.each(['<?xml version="1.0"?>\n<svg xmlns="x">', '\x7fELF', 'P3\n1 1\n', '%!PS-Adobe', 'text, then \0'])(
  'what is no document, such as %j, goes nowhere',
  async head => {
    expect(await inspect(head, locked)).toMatchObject({ kind: 'refused', problem: 'not-supported' })
  },
)

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
