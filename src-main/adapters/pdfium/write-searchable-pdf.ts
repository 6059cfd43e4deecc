import { copyFile, readFile, rm } from 'node:fs/promises'
import { Compile } from 'typebox/compile'
import { Page } from '../../../src-shared/contract/page.ts'
import type { SearchablePdfOrder } from '../../../src-shared/contract/worker-wire.ts'
import { invisibleWords } from '../../core/export/invisible-words.ts'
import type { Glyph } from '../../core/ports/document-reader.ts'
import type { PictureOfPage, WriteSearchablePdf } from '../../core/ports/write-searchable-pdf.ts'
import { ProblemError } from '../../core/problem-error.ts'
import { addPicturePage } from './add-picture-page.ts'
import { appendTextLayer, canBeAppendedTo, type PageText } from './append-text-layer.ts'
import { type CharacterCodes, characterCodes } from './character-codes.ts'
import { type FileAccess, openFileAccess } from './file-access.ts'
import { invisibleTextContent } from './invisible-text-content.ts'
import { type PageGeometry, readPageGeometry } from './page-geometry.ts'
import { loadDocument } from './pdf-document.ts'
import type { Pointer } from './pdfium-exports.ts'
import { loadPdfium, type PdfiumLibrary } from './pdfium-library.ts'
import { readTextLayer } from './read-text-layer.ts'
import { savePdf } from './save-pdf.ts'
import { withoutToldWords } from './without-told-words.ts'

type OrderDocument = SearchablePdfOrder['documents'][number]
type OrderPage = OrderDocument['pages'][number]

const PDF = 'application/pdf'
const POINTS_PER_INCH = 72
/** Longer sides are not allowed in a PDF. */
const LONGEST_SIDE_PT = 14_400

/**
 * Writes searchable PDFs. A whole PDF is copied byte for byte where it can be added to; where its objects are packed or
 * encrypted, PDFium writes them out first; of parts and images a new file is put together. The text follows at the end.
 */
export const writeSearchablePdf: WriteSearchablePdf = async (order, pictureOf) => {
  const library = await loadPdfium()
  const codes = characterCodes()
  const pages = order.documents.flatMap(document => document.pages)
  for (const page of pages) for (const word of (await textOf(page)).words) codes.add(word.text)

  const target = await openTarget(library, order, pictureOf)
  try {
    const pageCount = library.call.FPDF_GetPageCount(target.document)
    const settingOf: SettingOf = (index, isRead) => settingOfPage(library, target.document, { index, isRead })
    const append = () =>
      appendTextLayer(order.outputPath, textsOf(pages, codes, settingOf), { codes, pageCount })
    const { sourcePath } = target
    if (sourcePath !== undefined && canBeAppendedTo(sourcePath, pageCount)) {
      await copyFile(sourcePath, order.outputPath)
      if (codes.count === 0 || (await succeeds(append))) return
      await rm(order.outputPath)
    }
    savePdf(library, target.document, order.outputPath)
    if (codes.count > 0) await append()
  } finally {
    target.close()
  }
}

/** False where the file turns out to be not as it should be. */
async function succeeds(append: () => Promise<void>): Promise<boolean> {
  try {
    await append()
    return true
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'damaged-file') return false
    throw error
  }
}

async function* textsOf(
  pages: readonly OrderPage[],
  codes: CharacterCodes,
  settingOf: SettingOf,
): AsyncGenerator<PageText> {
  for (const [index, page] of pages.entries()) {
    const { words, replacesLayer } = await textOf(page)
    const setting = words.length === 0 ? undefined : settingOf(index, replacesLayer)
    if (!setting) continue
    const { geometry, glyphs } = setting
    const lacking = withoutToldWords(words, glyphs, geometry)
    yield { index, content: invisibleTextContent(lacking, codes, geometry), replacesLayer }
  }
}

/** Where a page's words are to stand, and beside which text. */
interface PageSetting {
  readonly geometry: PageGeometry
  /** Those that the page has; none where its words are those of its pictures. */
  readonly glyphs: readonly Glyph[]
}

/** `isRead` where the page's own pixels were read. */
type SettingOf = (index: number, isRead: boolean) => PageSetting | undefined

function settingOfPage(
  library: PdfiumLibrary,
  document: Pointer,
  { index, isRead }: { readonly index: number; readonly isRead: boolean },
): PageSetting | undefined {
  return library.guard('page-unreadable', () => {
    const handle = library.call.FPDF_LoadPage(document, index)
    if (handle === 0) return undefined
    try {
      const geometry = readPageGeometry(library, handle)
      const page = { library, handle, document, geometry }
      return { geometry, glyphs: isRead ? (readTextLayer(page)?.glyphs ?? []) : [] }
    } finally {
      library.call.FPDF_ClosePage(handle)
    }
  })
}

const validator = Compile(Page)

async function readResult({ resultPath }: OrderPage): Promise<Page | undefined> {
  if (resultPath === null) return undefined
  try {
    const page: unknown = JSON.parse(await readFile(resultPath, 'utf8'))
    return validator.Check(page) ? page : undefined
  } catch {
    return undefined
  }
}

/** The words that a page lacks. Where its pixels were read, they stand for all of its invisible text. */
async function textOf(page: OrderPage) {
  const result = await readResult(page)
  return { words: result ? invisibleWords(result) : [], replacesLayer: result?.source === 'ocr' }
}

interface Target {
  readonly document: Pointer
  /** The file that is the whole document already. */
  readonly sourcePath?: string
  close(): void
}

async function openTarget(
  library: PdfiumLibrary,
  { documents }: SearchablePdfOrder,
  pictureOf: PictureOfPage,
): Promise<Target> {
  const [only] = documents
  if (only && documents.length === 1 && only.mediaType === PDF) {
    const source = openSource(library, only)
    if (isWhole(only, library.call.FPDF_GetPageCount(source.document)))
      return { ...source, sourcePath: only.path }
    source.close()
  }
  const document = library.call.FPDF_CreateNewDocument()
  let index = 0
  for (const each of documents) {
    if (each.mediaType === PDF) importPages(library, each, { document, index })
    else await addPictures(library, each, { document, index, pictureOf })
    index += each.pages.length
  }
  return {
    document,
    close() {
      if (!library.isBroken) library.call.FPDF_CloseDocument(document)
    },
  }
}

const isWhole = ({ pages }: OrderDocument, pageCount: number): boolean =>
  pages.length === pageCount && pages.every((page, at) => page.pageInDocument === at + 1)

function openSource(library: PdfiumLibrary, { path, password }: OrderDocument): Target {
  const access: FileAccess = openFileAccess(library, path)
  try {
    const document = library.guard('damaged-file', () => loadDocument(library, access.pointer, password))
    return {
      document,
      close() {
        if (!library.isBroken) library.call.FPDF_CloseDocument(document)
        access.close()
      },
    }
  } catch (error) {
    access.close()
    throw error
  }
}

interface Place {
  readonly document: Pointer
  readonly index: number
}

function importPages(library: PdfiumLibrary, source: OrderDocument, { document, index }: Place): void {
  const { call } = library
  const opened = openSource(library, source)
  const indices = call.malloc(source.pages.length * 4)
  try {
    const wanted = source.pages.map(page => page.pageInDocument - 1)
    library.words().set(wanted, indices >> 2)
    library.guard('damaged-file', () =>
      call.FPDF_ImportPagesByIndex(...[document, opened.document, indices, wanted.length, index]),
    )
  } finally {
    call.free(indices)
    opened.close()
  }
}

async function addPictures(
  library: PdfiumLibrary,
  { path, mediaType, password, pages }: OrderDocument,
  { document, index, pictureOf }: Place & { readonly pictureOf: PictureOfPage },
): Promise<void> {
  for (const [at, page] of pages.entries()) {
    const { pageInDocument, number, documentNumber } = page
    const picture = await pictureOf({ path, mediaType, password, pageInDocument, number, documentNumber })
    const size = sizeOf(await readResult(page), picture.kind === 'pixels' ? picture.image : undefined)
    addPicturePage(library, { document, index: index + at, ...size }, picture)
  }
}

/** The size of an image's page: as it was read, or at the usual resolution. */
function sizeOf(
  page: Page | undefined,
  image: { readonly widthPx: number; readonly heightPx: number } | undefined,
): { readonly widthPt: number; readonly heightPt: number } {
  const isTurned = page !== undefined && page.rotation % 180 !== 0
  const widthPx = (isTurned ? page.heightPx : page?.widthPx) ?? image?.widthPx ?? USUAL_SIZE.widthPx
  const heightPx = (isTurned ? page.widthPx : page?.heightPx) ?? image?.heightPx ?? USUAL_SIZE.heightPx
  const scale = POINTS_PER_INCH / (page?.dpi ?? USUAL_DPI)
  const fit = Math.min(1, LONGEST_SIDE_PT / (Math.max(widthPx, heightPx) * scale))
  return { widthPt: widthPx * scale * fit, heightPt: heightPx * scale * fit }
}

const USUAL_DPI = 200
/** A4 at that resolution. */
const USUAL_SIZE = { widthPx: 1654, heightPx: 2339 } as const
