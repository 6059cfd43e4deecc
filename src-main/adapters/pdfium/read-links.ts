import type { PageLink } from '../../core/ports/document-reader.ts'
import { displayedBox } from './page-geometry.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'

const LINK = 2
/** No page of print has more; a page that has is not looked into further. */
const MOST_LINKS = 2000
const ADDRESS_BYTES = 2048
/** The addresses that a link may lead to; what else a file wants to open is none of the reader's business. */
const ADDRESS = /^(https?:\/\/|mailto:)[\x21-\x7e]+$/

/** Reads the page's links to the web. */
export function readLinks(page: PdfPageHandle): PageLink[] {
  const { call } = page.library
  const count = Math.min(MOST_LINKS, call.FPDFPage_GetAnnotCount(page.handle))
  const links: PageLink[] = []
  for (let index = 0; index < count; index++) {
    const annotation = call.FPDFPage_GetAnnot(page.handle, index)
    if (annotation === 0) continue
    const link = call.FPDFAnnot_GetSubtype(annotation) === LINK ? linkOf(page, annotation) : undefined
    if (link) links.push(link)
    call.FPDFPage_CloseAnnot(annotation)
  }
  return links
}

function linkOf(page: PdfPageHandle, annotation: Pointer): PageLink | undefined {
  const { call, scratch } = page.library
  const link = call.FPDFAnnot_GetLink(annotation)
  const action = link === 0 ? 0 : call.FPDFLink_GetAction(link)
  const href = action === 0 ? '' : addressOf(page, action)
  if (!ADDRESS.test(href) || call.FPDFAnnot_GetRect(annotation, scratch) === 0) return undefined
  const [left = 0, top = 0, right = 0, bottom = 0] = page.library
    .floats()
    .subarray(scratch >> 2, (scratch >> 2) + 4)
  const [low, high] = bottom < top ? [bottom, top] : [top, bottom]
  return { href, box: displayedBox(page.geometry, { left, right, bottom: low, top: high }) }
}

function addressOf({ library, document }: PdfPageHandle, action: Pointer): string {
  const { call } = library
  const buffer = call.malloc(ADDRESS_BYTES)
  const length = call.FPDFAction_GetURIPath(document, action, buffer, ADDRESS_BYTES)
  const bytes =
    length > 1 && length <= ADDRESS_BYTES ? library.bytes().slice(buffer, buffer + length - 1) : []
  call.free(buffer)
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/^[a-z]+:/i, scheme => scheme.toLowerCase())
}
