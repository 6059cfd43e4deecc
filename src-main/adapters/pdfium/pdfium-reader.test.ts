import { describe, expect, test } from 'vitest'
import { encryptedPdf } from './encrypted-pdf-fixture.ts'
import { testPdfOpener, textOf } from './open-test-pdf.ts'
import { onePagePdf, pdfOf, stream } from './pdf-fixture.ts'

const open = testPdfOpener()

describe('opening', () => {
  test('a file that is no PDF is damaged', async () => {
    await expect(open(Buffer.from('%PDF-1.7\nnothing here'))).rejects.toMatchObject({ code: 'damaged-file' })
  })

  test('an empty file is told apart from a damaged one', async () => {
    await expect(open(Buffer.alloc(0))).rejects.toMatchObject({ code: 'empty-file' })
  })

  test('a document without pages is named as such', async () => {
    const pdf = pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]/Count 0>>'])

    await expect(open(pdf)).rejects.toMatchObject({ code: 'no-pages' })
  })

  test('a page count that is a lie is replaced by the number of pages that are there', async () => {
    const pages = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R 3 0 R]/Count 1000000>>']
    const document = await open(pdfOf([...pages, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>']))

    expect(document.pageCount).toBe(2)
  })

  test.each([
    ['plain', 'secret', 'secret'],
    ['in the letters of old files', 'æøå', 'æøå'],
  ])('a protected file opens with its password, %s', async (_kind, password, given) => {
    const pdf = encryptedPdf(Buffer.from(password, 'latin1'))

    await expect(open(pdf)).rejects.toMatchObject({ code: 'password-needed' })
    await expect(open(pdf, 'wrong')).rejects.toMatchObject({ code: 'password-wrong' })
    const document = await open(pdf, given)
    expect(document.pageCount).toBe(1)
  })

  test('two documents are open at the same time', async () => {
    const first = await open(onePagePdf({ content: 'BT /F1 20 Tf 20 100 Td (one) Tj ET' }))
    const second = await open(onePagePdf({ content: 'BT /F1 20 Tf 20 100 Td (two) Tj ET' }))
    first.close()

    expect(textOf(second)).toBe('two')
  })

  test('a page that needs too much memory is a problem of its own, and the reader goes on with the next file', {
    timeout: 90_000,
  }, async () => {
    const bomb = stream(
      '/Filter[/FlateDecode/FlateDecode/FlateDecode]',
      Buffer.from(SPACES_600_MIB, 'base64'),
    )
    const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>'
    const pages = '<</Type/Pages/Kids[3 0 R]/Count 1>>'
    const document = await open(pdfOf(['<</Type/Catalog/Pages 2 0 R>>', pages, page, bomb]))

    expect(() => document.openPage(1)).toThrow(expect.objectContaining({ code: 'page-memory' }))
    document.close()
    expect(textOf(await open(onePagePdf({ content: 'BT /F1 20 Tf 20 100 Td (on) Tj ET' })))).toBe('on')
  })

  test('a page that is not there is a problem of that page alone', async () => {
    const document = await open(onePagePdf({ content: 'BT /F1 20 Tf 20 100 Td (here) Tj ET' }))

    expect(() => document.openPage(7)).toThrow(expect.objectContaining({ code: 'page-unreadable' }))
    expect(textOf(document)).toBe('here')
  })
})

/** 600 MiB of spaces, deflated three times. */
const SPACES_600_MIB =
  'eNqruPX2zlqjtYwiDQ/fqksc9DdQ11hlHXAmIKVR8OxOBuNFadKPhULusu5ouOx35Y+KuAKn0OaN+k4/7j331F6/I+1s9bc/v94nfcndU/h358/nZYUsDAwMPHd+vCzKe5Z+Y4bNm7fyTAwMDM7fyysz66pEfljE3d/Kx8DAILFn9du1U1+2H7j98+SeUgYGhgMP1u7d/8Ynn/G/evlq9m+MDAwMzd81JBgYGBg0m0C8C0pgji6YI6CMxBmVGZUZlRkYmevv9R/PP94w9/fJw88P3eJgYGiILzOuLqna8I9Vd4dIHQDDqr3f'
