import { describe, expect, it } from 'vitest'
import { readOffice } from '../testing/read-office.ts'
import { regionsOf } from '../testing/regions-of.ts'

describe('a plain text', () => {
  it('keeps the lines of verse and joins those that a width broke', async () => {
    const { mediaType, pages } = await readOffice(
      'a.txt',
      'Roses are red,\nViolets are blue.\n\nThis is prose that was broken at a width of about\nfifty letters, as old editors do it.\n',
    )

    expect(mediaType).toBe('text/plain')
    expect(regionsOf(pages)).toEqual([
      'text: Roses are red,\nViolets are blue.',
      'text: This is prose that was broken at a width of about fifty letters, as old editors do it.',
    ])
  })

  it('knows lists, underlined headings and form feeds', async () => {
    const { pages } = await readOffice('README', 'Title\n=====\n\n- one\n  on\n  - two\n\fnext')

    expect(pages.map(page => regionsOf([page]))).toEqual([
      ['title 1: Title', 'list 0: - one on', 'list 1: - two'],
      ['text: next'],
    ])
  })

  it.each([
    ['UTF-8', Buffer.from('Käse €')],
    ['UTF-8 with its mark', Buffer.from('\uFEFFKäse €')],
    ['UTF-16', Buffer.from('\uFEFFKäse €', 'utf16le')],
    ['Windows-1252', Buffer.from([0x4b, 0xe4, 0x73, 0x65, 0x20, 0x80])],
  ])('is read in %s', async (_, bytes) => {
    const { pages } = await readOffice('a.txt', bytes)

    expect(regionsOf(pages)).toEqual(['text: Käse €'])
  })

  it('has a line and words for each text', async () => {
    const { pages } = await readOffice('a.txt', 'one two')

    expect(pages[0]?.regions[0]?.lines[0]?.words.map(word => word.text)).toEqual(['one', 'two'])
    expect(pages[0]).toMatchObject({ widthPx: 793, heightPx: 1123, source: 'text-layer', confidence: 1 })
  })

  it.each([
    ['bytes that are no text', 'a.txt', Buffer.from(`${'letters '.repeat(200)}\0`)],
    ['a PDF that is none', 'a.pdf', Buffer.from('<html>error 404</html>')],
    ['a drawing', 'a.svg', Buffer.from('<?xml version="1.0"?><svg xmlns="x"/>')],
    ['an XML file', 'a.xml', Buffer.from('<?xml version="1.0"?><a/>')],
  ])('is not made of %s', async (_, name, bytes) => {
    await expect(readOffice(name, bytes)).rejects.toMatchObject({ code: 'not-supported' })
  })
})
