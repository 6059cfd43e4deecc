import { zipOf } from '../archive/zip-fixture.ts'

const TYPES = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relationships = (rows: string): string =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows}</Relationships>`

const NAMES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ' +
  `xmlns:r="${RELATIONSHIPS}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'

const numbered = (id: number, format: string): string =>
  `<w:abstractNum w:abstractNumId="${id}">${[0, 1].map(level => `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${level === 0 ? '%1.' : '%1.%2)'}"/></w:lvl>`).join('')}</w:abstractNum>`

/** A Word file with this body; `parts` are added or put in place of ours. */
export function docxOf(body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): Buffer {
  return zipOf({
    '[Content_Types].xml': TYPES,
    '_rels/.rels': relationships(
      `<Relationship Id="r1" Type="${RELATIONSHIPS}/officeDocument" Target="word/document.xml"/>`,
    ),
    'word/_rels/document.xml.rels': relationships(
      `<Relationship Id="link" Type="${RELATIONSHIPS}/hyperlink" Target="https://example.org/" TargetMode="External"/>` +
        `<Relationship Id="picture" Type="${RELATIONSHIPS}/image" Target="media/dot.png"/>` +
        `<Relationship Id="far" Type="${RELATIONSHIPS}/image" Target="http://127.0.0.1:9/far.png" TargetMode="External"/>`,
    ),
    'word/media/dot.png': Buffer.from('\x89PNG dot', 'latin1'),
    'word/styles.xml': `<w:styles ${NAMES}><w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="Kapitel"/><w:basedOn w:val="Basis"/></w:style>
      <w:style w:type="paragraph" w:styleId="Basis"><w:name w:val="Basis"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>`,
    'word/numbering.xml': `<w:numbering ${NAMES}>${numbered(0, 'bullet')}${numbered(1, 'decimal')}
      <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>`,
    'word/footnotes.xml': `<w:footnotes ${NAMES}><w:footnote w:id="2"><w:p><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote></w:footnotes>`,
    'word/document.xml': `<?xml version="1.0"?><w:document ${NAMES}><w:body>${body}</w:body></w:document>`,
    ...parts,
  })
}

/** A paragraph; `properties` go into its `w:pPr`. */
export const paragraph = (content: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`

/** A run of text; `properties` go into its `w:rPr`. */
export const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`

/** An item of the list `list` (1 has bullets, 2 numbers). */
export const item = (text: string, list: number, level = 0): string =>
  paragraph(run(text), `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`)

/** A picture by the name of its relationship: `picture` lies in the file, `far` elsewhere. */
export const picture = (id: string, attribute: 'embed' | 'link', words: string): string =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="${words}"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>` +
  `<a:blip r:${attribute}="${id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
