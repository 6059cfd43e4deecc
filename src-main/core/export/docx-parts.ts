import type { Page } from '../../../src-shared/contract/page.ts'
import { PROBLEMS } from '../../../src-shared/contract/problem.ts'
import { fileStem } from '../job/display-name.ts'
import { blocksOfPage } from './blocks-of-page.ts'
import { docxBlock } from './docx-block.ts'
import { DOCX_NAMESPACES } from './docx-namespaces.ts'
import { docxNumbering } from './docx-numbering.ts'
import { docxParagraph } from './docx-paragraph.ts'
import { type DocxStore, docxStore } from './docx-store.ts'
import { DOCX_STYLES } from './docx-styles.ts'
import { escapeHtml } from './escape-html.ts'
import type { StreamedResult } from './job-result.ts'
import {
  contentTypesPart,
  type PackagePart,
  relationship,
  relationshipsPart,
  XML_HEAD,
} from './package-part.ts'
import { withCaptions } from './with-captions.ts'

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const A4 =
  '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'

/** A Word document: headings, lists, tables with spans, pictures, links and footnotes as Word's own. */
export async function* docxParts(
  result: StreamedResult,
  readFigure: (name: string) => Promise<Uint8Array | undefined>,
): AsyncGenerator<PackagePart> {
  const store = docxStore()
  yield contentTypesPart([
    ['word/document.xml', `${TYPE}.document.main+xml`],
    ['word/styles.xml', `${TYPE}.styles+xml`],
    ['word/numbering.xml', `${TYPE}.numbering+xml`],
    ['word/footnotes.xml', `${TYPE}.footnotes+xml`],
    ['word/settings.xml', `${TYPE}.settings+xml`],
    ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ])
  yield relationshipsPart('_rels/.rels', [
    relationship('rId1', 'officeDocument', 'word/document.xml'),
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>',
  ])
  yield { path: 'docProps/core.xml', pieces: [XML_HEAD, properties(fileStem(result.name))] }
  yield { path: 'word/styles.xml', pieces: [XML_HEAD, DOCX_STYLES] }
  yield { path: 'word/settings.xml', pieces: [XML_HEAD, SETTINGS] }
  yield { path: 'word/document.xml', pieces: body(result, store, readFigure) }
  // What follows is only known once the body is written.
  yield { path: 'word/numbering.xml', pieces: [XML_HEAD, ...docxNumbering(store.lists)] }
  yield { path: 'word/footnotes.xml', pieces: [XML_HEAD, ...footnotes(store)] }
  yield relationshipsPart('word/_rels/document.xml.rels', store.relationships())
  if (store.noteLinks().length > 0)
    yield relationshipsPart('word/_rels/footnotes.xml.rels', store.noteLinks())
  for (const name of store.pictures()) {
    const bytes = await readFigure(name)
    yield { path: `word/media/${name}`, pieces: bytes ? [bytes] : [] }
  }
}

const properties = (title: string): string =>
  `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeHtml(title)}</dc:title><dc:creator>Pageloom</dc:creator></cp:coreProperties>`

/** Without the mark of Word 2013 and later, Word opens the file in its mode for older ones. */
const SETTINGS = `<w:settings ${DOCX_NAMESPACES}><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

async function* body(
  result: StreamedResult,
  store: DocxStore,
  readFigure: (name: string) => Promise<Uint8Array | undefined>,
): AsyncGenerator<string> {
  yield `${XML_HEAD}<w:document ${DOCX_NAMESPACES}><w:body>`
  const hasSeveral = result.documents.length > 1
  for (const { name, problem, pages } of result.documents) {
    if (hasSeveral) yield docxParagraph([{ text: name }], { style: 'Title' }, store)
    if (problem) yield note(`This file could not be read: ${PROBLEMS[problem].words}`, store)
    for await (const each of pages) {
      if (each.kind === 'page') yield await pageXml(each.page, store, readFigure)
      else yield note(`Page ${each.number} could not be read: ${PROBLEMS[each.problem].words}`, store)
    }
  }
  yield `${A4}</w:body></w:document>`
}

const note = (words: string, store: DocxStore): string =>
  docxParagraph([{ text: words, isItalic: true }], {}, store)

async function pageXml(
  page: Page,
  store: DocxStore,
  readFigure: (name: string) => Promise<Uint8Array | undefined>,
): Promise<string> {
  store.enterPage(page)
  const there = new Set<string>()
  for (const { figure } of page.regions) {
    if (figure && (store.hasPicture(figure.name) || (await readFigure(figure.name)))) there.add(figure.name)
  }
  return withCaptions(blocksOfPage(page))
    .map(block => docxBlock(block, { store, page, hasPicture: name => there.has(name) }))
    .join('')
}

function* footnotes(store: DocxStore): Generator<string> {
  yield `<w:footnotes ${DOCX_NAMESPACES}>`
  yield '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
  yield '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
  yield* store.footnotes()
  yield '</w:footnotes>'
}
