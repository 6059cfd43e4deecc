// A Word file as a club's secretary writes one: numbered headings, nested lists, a table with merged cells, a picture, a link
// and a footnote. Written part by part, so that nothing but our own words is in it.
import { createCanvas } from '@napi-rs/canvas'
import { zipOf } from '../../src-main/adapters/office/archive/zip-fixture.ts'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const NAMES = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${OFFICE}" xmlns:wp="${DRAWING}/wordprocessingDrawing" xmlns:a="${DRAWING}/main" xmlns:pic="${DRAWING}/picture"`
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const PLAN = { widthPx: 720, heightPx: 360 }
/** Word measures pictures in these; a pixel of ours is 1/144 inch. */
const EMU_A_PX = 914400 / 144

/** The bytes of `minutes.docx`. */
export async function minutesDocx() {
  return zipOf({
    '[Content_Types].xml': contentTypes(),
    '_rels/.rels': relationships([['officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relationships([
      ['styles', 'styles.xml'],
      ['numbering', 'numbering.xml'],
      ['footnotes', 'footnotes.xml'],
      ['header', 'header1.xml'],
      ['image', 'media/plan.png'],
      ['hyperlink', 'https://example.org/rain-barrels', 'External'],
    ]),
    'word/document.xml': `${XML}<w:document ${NAMES}><w:body>${body()}</w:body></w:document>`,
    'word/styles.xml': styles(),
    'word/numbering.xml': numbering(),
    'word/footnotes.xml': footnotes(),
    'word/header1.xml': `${XML}<w:hdr ${NAMES}>${paragraph(text('Lindenhof Garden Club · Minutes'))}</w:hdr>`,
    'word/media/plan.png': await plan(),
  })
}

function body() {
  return [
    paragraph(text('Minutes of the Spring Meeting'), 'Title'),
    paragraph(
      `${text('Lindenhof Garden Club, in the tool shed, on ')}${text('Saturday, 14 March', '<w:b/>')}${text(', from 10:00 to 11:45. Eleven members were present; Ada Brandt took the chair and Tomas Vrba kept these minutes.')}`,
    ),
    paragraph(text('Water'), 'Heading1'),
    paragraph(text('What was decided'), 'Heading2'),
    item('The well pump runs from April to September:', 2),
    item('on weekdays from 18:00 to 20:00,', 1, 1),
    item('at weekends in the morning only.', 1, 1),
    item('Each garden gets a rain barrel.', 2),
    paragraph(
      `${text('Mila Okafor has compared four makers; ')}${link('her list is on our page')}${text('.')}`,
      'ListContinue',
    ),
    item('Who waters for a neighbour writes it in the book beside the gate.', 2),
    paragraph(text('What it costs'), 'Heading2'),
    paragraph(
      `${text('The treasurer showed what was spent and what is planned, in euros.')}${footnoteMark()}`,
    ),
    costs(),
    paragraph(text('The new beds'), 'Heading1'),
    paragraph(
      `${text('Three beds are dug along the south fence. The one in the middle is raised, ')}${text('so that nobody has to stoop', '<w:i/>')}${text('.')}`,
    ),
    paragraph(picture(), '', '<w:keepNext/>'),
    paragraph(text('Figure 1: The south fence with its three beds and the path'), 'Caption'),
    paragraph(text('Next meeting'), 'Heading1'),
    paragraph(text('Saturday, 20 June, at 10:00. Whoever has a wheelbarrow, please bring it.')),
    '<w:sectPr><w:headerReference w:type="default" r:id="r4"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1134" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>',
  ].join('')
}

function costs() {
  const head = '<w:shd w:val="clear" w:fill="E8EEE4"/>'
  const below = '<w:vMerge/>'
  return table([
    [
      cell('For', `<w:vMerge w:val="restart"/>${head}`),
      cell('Spent', `<w:gridSpan w:val="2"/>${head}`),
      cell('Planned', head),
    ],
    [cell('', below + head), cell('2024', head), cell('2025', head), cell('2026', head)],
    [cell('Pump and pipes'), cell('310'), cell('145'), cell('420')],
    [cell('Rain barrels'), cell('none', '<w:gridSpan w:val="2"/>'), cell('660')],
    [cell('Soil and wood'), cell('95'), cell('120'), cell('280')],
  ])
}

function table(rows) {
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map(side => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="7A8A70"/>`)
    .join('')
  const [first, ...rest] = rows.map(
    (cells, at) => `<w:tr>${at < 2 ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${cells.join('')}</w:tr>`,
  )
  return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${borders}</w:tblBorders></w:tblPr><w:tblGrid>${'<w:gridCol w:w="2260"/>'.repeat(4)}</w:tblGrid>${first}${rest.join('')}</w:tbl>`
}

const cell = (words, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(words === '' ? '' : text(words))}</w:tc>`

function paragraph(content, style = '', properties = '') {
  const named = style === '' ? '' : `<w:pStyle w:val="${style}"/>`
  return `<w:p><w:pPr>${named}${properties}</w:pPr>${content}</w:p>`
}

const item = (words, list, level = 0) =>
  paragraph(
    text(words),
    'ListParagraph',
    `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`,
  )

const text = (words, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${words}</w:t></w:r>`

const link = words =>
  `<w:hyperlink r:id="r6"><w:r><w:rPr><w:color w:val="2A6E3F"/><w:u w:val="single"/></w:rPr><w:t>${words}</w:t></w:r></w:hyperlink>`

const footnoteMark = () =>
  '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'

function picture() {
  const extent = `cx="${PLAN.widthPx * EMU_A_PX}" cy="${PLAN.heightPx * EMU_A_PX}"`
  return `<w:r><w:drawing><wp:inline><wp:extent ${extent}/><wp:docPr id="1" name="Plan" descr="Plan of the south fence: three beds, a path and two trees"/><a:graphic><a:graphicData uri="${DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="plan.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="r5"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
}

function plan() {
  const canvas = createCanvas(PLAN.widthPx, PLAN.heightPx)
  const context = canvas.getContext('2d')
  const fill = (colour, ...place) => {
    context.fillStyle = colour
    context.fillRect(...place)
  }
  fill('#dfe9d3', 0, 0, PLAN.widthPx, PLAN.heightPx)
  fill('#d9cfb4', 0, 230, PLAN.widthPx, 60)
  fill('#6b5138', 0, 14, PLAN.widthPx, 6)
  for (let post = 10; post < PLAN.widthPx; post += 50) fill('#6b5138', post, 6, 8, 26)
  for (const [at, colour] of ['#8a6a4a', '#7a4f2e', '#8a6a4a'].entries()) {
    fill('#5b4028', 40 + at * 225, 60, 190, 140)
    fill(colour, 48 + at * 225, 68, 174, 124)
    for (let row = 0; row < 3; row++)
      for (let plant = 0; plant < 6; plant++) {
        context.fillStyle = ['#4c8a3f', '#c2452d', '#e0b02c'][(row + at) % 3]
        context.beginPath()
        context.arc(66 + at * 225 + plant * 28, 90 + row * 40, 9, 0, Math.PI * 2)
        context.fill()
      }
  }
  for (const x of [110, 600]) {
    context.fillStyle = '#3f7040'
    context.beginPath()
    context.arc(x, 326, 28, 0, Math.PI * 2)
    context.fill()
  }
  return canvas.encode('png')
}

function styles() {
  const style = ([id, name], paragraphs, runs) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>'}<w:pPr>${paragraphs}</w:pPr><w:rPr>${runs}</w:rPr></w:style>`
  const heading = (level, size) =>
    style(
      [`Heading${level}`, `heading ${level}`],
      `<w:keepNext/><w:numPr><w:ilvl w:val="${level - 1}"/><w:numId w:val="3"/></w:numPr><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="${level - 1}"/>`,
      `<w:b/><w:sz w:val="${size}"/>`,
    )
  return `${XML}<w:styles ${NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>${[
    style(['Normal', 'Normal'], '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/>', ''),
    style(['Title', 'Title'], '<w:spacing w:after="200"/>', '<w:b/><w:sz w:val="44"/>'),
    heading(1, 30),
    heading(2, 25),
    style(['ListParagraph', 'List Paragraph'], '<w:spacing w:after="40"/>', ''),
    style(['ListContinue', 'List Continue'], '<w:ind w:left="720"/>', ''),
    style(['Caption', 'caption'], '', '<w:i/><w:sz w:val="19"/>'),
    style(['FootnoteText', 'footnote text'], '', '<w:sz w:val="18"/>'),
  ].join('')}</w:styles>`
}

function numbering() {
  const level = (at, format, pattern) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/><w:pPr><w:ind w:left="${720 * (at + 1)}" w:hanging="360"/></w:pPr></w:lvl>`
  const heading = (at, pattern) =>
    `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading${at + 1}"/><w:lvlText w:val="${pattern}"/><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr></w:lvl>`
  const lists = [
    level(0, 'bullet', '•') + level(1, 'bullet', '–'),
    level(0, 'decimal', '%1.') + level(1, 'lowerLetter', '%2)'),
    heading(0, '%1') + heading(1, '%1.%2'),
  ]
  const definitions = lists.map(
    (levels, at) =>
      `<w:abstractNum w:abstractNumId="${at}"><w:multiLevelType w:val="multilevel"/>${levels}</w:abstractNum>`,
  )
  const uses = lists.map((_, at) => `<w:num w:numId="${at + 1}"><w:abstractNumId w:val="${at}"/></w:num>`)
  return `${XML}<w:numbering ${NAMES}>${definitions.join('')}${uses.join('')}</w:numbering>`
}

function footnotes() {
  const note = `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>${text(' Gifts are not counted: the barrels’ lids came from the Hollmann dairy.')}`
  return `${XML}<w:footnotes ${NAMES}><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote><w:footnote w:id="2">${paragraph(note, 'FootnoteText')}</w:footnote></w:footnotes>`
}

function contentTypes() {
  const parts = ['document.main', 'styles', 'numbering', 'footnotes', 'header']
  const files = ['document', 'styles', 'numbering', 'footnotes', 'header1']
  const rows = parts.map(
    (type, at) => `<Override PartName="/word/${files[at]}.xml" ContentType="${WORD}.${type}+xml"/>`,
  )
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${rows.join('')}</Types>`
}

function relationships(rows) {
  const elements = rows.map(
    ([type, target, mode], at) =>
      `<Relationship Id="r${at + 1}" Type="${OFFICE}/${type}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ''}/>`,
  )
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${elements.join('')}</Relationships>`
}
