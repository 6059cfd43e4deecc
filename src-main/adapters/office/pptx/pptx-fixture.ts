import { zipOf } from '../archive/zip-fixture.ts'

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const NAMESPACES = [
  'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  `xmlns:r="${OFFICE}"`,
].join(' ')

/** A part of PresentationML. */
export const partOf = (name: string, contents: string, attributes = ''): string =>
  `<p:${name} ${NAMESPACES} ${attributes}>${contents}</p:${name}>`

interface Target {
  readonly type: string
  readonly target: string
  readonly isExternal?: boolean
}

/** A part that lists where another leads, as rId1, rId2 … */
export const relationshipsOf = (rows: readonly Target[]): string =>
  `<Relationships xmlns="${RELATIONSHIPS}">${rows
    .map(
      ({ type, target, isExternal }, index) =>
        `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"${isExternal ? ' TargetMode="External"' : ''}/>`,
    )
    .join('')}</Relationships>`

export interface SlideFixture {
  /** Shapes of the slide. */
  readonly shapes: string
  readonly isHidden?: boolean
  /** From rId1 on; the layout comes after them. */
  readonly targets?: readonly Target[]
}

/** Title at the top, body below it with bullets on its first level. */
const LAYOUT_SHAPES = `${shapeOf({ type: 'title', box: [100, 50, 600, 80] })}${shapeOf({ type: 'body', index: 1, box: [100, 150, 600, 300] })}`
const BODY_STYLE =
  '<p:bodyStyle><a:lvl1pPr><a:buChar char="•"/></a:lvl1pPr><a:lvl2pPr><a:buChar char="–"/></a:lvl2pPr></p:bodyStyle>'

/** A presentation of 720 × 540 points as a file. The slides come in the order of their numbers read backwards in the archive. */
export function pptxOf(
  slides: readonly SlideFixture[],
  parts: Readonly<Record<string, string | Uint8Array>> = {},
) {
  const slideParts = slides.flatMap(({ shapes, isHidden, targets = [] }, index) => [
    [
      `ppt/slides/slide${slides.length - index}.xml`,
      partOf('sld', `<p:cSld><p:spTree>${shapes}</p:spTree></p:cSld>`, isHidden ? 'show="0"' : ''),
    ],
    [
      `ppt/slides/_rels/slide${slides.length - index}.xml.rels`,
      relationshipsOf([...targets, { type: 'slideLayout', target: '../slideLayouts/slideLayout1.xml' }]),
    ],
  ])
  const ids = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`).join('')
  return zipOf({
    '_rels/.rels': relationshipsOf([{ type: 'officeDocument', target: 'ppt/presentation.xml' }]),
    'ppt/presentation.xml': partOf(
      'presentation',
      `<p:sldIdLst>${ids}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/>`,
    ),
    'ppt/_rels/presentation.xml.rels': relationshipsOf(
      slides.map((_, index) => ({ type: 'slide', target: `slides/slide${slides.length - index}.xml` })),
    ),
    'ppt/slideLayouts/slideLayout1.xml': partOf(
      'sldLayout',
      `<p:cSld><p:spTree>${LAYOUT_SHAPES}</p:spTree></p:cSld>`,
    ),
    'ppt/slideLayouts/_rels/slideLayout1.xml.rels': relationshipsOf([
      { type: 'slideMaster', target: '../slideMasters/slideMaster1.xml' },
    ]),
    'ppt/slideMasters/slideMaster1.xml': partOf(
      'sldMaster',
      `<p:cSld><p:spTree/></p:cSld><p:txStyles>${BODY_STYLE}</p:txStyles>`,
    ),
    ...Object.fromEntries(slideParts),
    ...parts,
  })
}

interface ShapeFixture {
  /** The placeholder's type. */
  readonly type?: string
  readonly index?: number
  /** Left, top, width and height in points. */
  readonly box?: readonly [number, number, number, number]
  /** Paragraphs: texts, or whole `a:p` elements. */
  readonly paragraphs?: readonly string[]
}

/** A shape with text. */
export function shapeOf({ type, index, box, paragraphs = [] }: ShapeFixture): string {
  const role =
    type === undefined ? '' : `<p:ph type="${type}"${index === undefined ? '' : ` idx="${index}"`}/>`
  const text = paragraphs.map(each =>
    each.startsWith('<a:p>') ? each : `<a:p><a:r><a:t>${each}</a:t></a:r></a:p>`,
  )
  return `<p:sp><p:nvSpPr><p:cNvPr id="1" name="n"/><p:cNvSpPr/><p:nvPr>${role}</p:nvPr></p:nvSpPr>
    <p:spPr>${box ? xfrmOf(box) : ''}</p:spPr><p:txBody><a:bodyPr/>${text.join('')}</p:txBody></p:sp>`
}

/** Where a shape lies, in points. */
export function xfrmOf(
  [left, top, width, height]: readonly [number, number, number, number],
  name = 'a:xfrm',
): string {
  const emu = (points: number) => points * 12_700
  return `<${name}><a:off x="${emu(left)}" y="${emu(top)}"/><a:ext cx="${emu(width)}" cy="${emu(height)}"/></${name}>`
}
