import { describe, expect, it } from 'vitest'
import { zipOf } from '../archive/zip-fixture.ts'
import { readOffice } from '../testing/read-office.ts'
import { regionsOf } from '../testing/regions-of.ts'

const chapter = (body: string): string =>
  `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><script src="x.js"/></head><body>${body}</body></html>`

const CONTAINER = `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

const BOOK = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="text/ch%202.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="one"/><itemref idref="two"/></spine></package>`

const read = (parts: Record<string, string | Uint8Array>) =>
  readOffice(
    'book.epub',
    zipOf({
      mimetype: 'application/epub+zip',
      'META-INF/container.xml': CONTAINER,
      'OEBPS/book.opf': BOOK,
      'OEBPS/nav.xhtml': chapter('<nav>Contents</nav>'),
      'OEBPS/img/dot.png': Buffer.from('\x89PNG dot', 'latin1'),
      'OEBPS/text/one.xhtml': chapter('<h1>One</h1>'),
      'OEBPS/text/ch 2.xhtml': chapter('<h1>Two</h1>'),
      ...parts,
    }),
  )

describe('an e-book', () => {
  it('has its chapters as pages, in the order of its spine', async () => {
    const { mediaType, pages } = await read({})

    expect(mediaType).toBe('application/epub+zip')
    expect(pages.map(page => regionsOf([page]))).toEqual([['title 1: One'], ['title 1: Two']])
  })

  it('keeps pictures of its archive, and no others', async () => {
    const { pages, images } = await read({
      'OEBPS/text/one.xhtml': chapter(
        '<img src="../img/dot.png" alt="dot"/><img src="../../../../etc/passwd" alt="out"/><img src="http://127.0.0.1:9/x.png" alt="far"/>' +
          '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="../img/dot.png"/></svg>',
      ),
    })

    expect(images.map(image => image.name)).toEqual(['page-000001-figure-1.png', 'page-000001-figure-2.png'])
    expect(regionsOf(pages.slice(0, 1))).toEqual(['figure: ', 'figure: out', 'figure: far', 'figure: '])
  })

  it('joins notes with marks of another chapter', async () => {
    const { pages } = await read({
      'OEBPS/text/one.xhtml': chapter('<p>Said<a epub:type="noteref" href="ch%202.xhtml#n1">*</a></p>'),
      'OEBPS/text/ch 2.xhtml': chapter('<aside epub:type="footnote" id="n1"><p>* Note.</p></aside>'),
    })

    expect(regionsOf(pages)).toEqual(['text: Said*', 'footnote 1: * Note.'])
  })

  it('that is locked is named as protected', async () => {
    const encryption = '<encryption><CipherReference URI="OEBPS/text/one.xhtml"/></encryption>'

    await expect(read({ 'META-INF/encryption.xml': encryption })).rejects.toMatchObject({
      code: 'protected-document',
    })
  })

  it('without its package is damaged', async () => {
    await expect(read({ 'OEBPS/book.opf': '<x' })).rejects.toMatchObject({ code: 'damaged-file' })
  })
})
