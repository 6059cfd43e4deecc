import type { Box, Region } from '../../../../src-shared/contract/page.ts'
import type { Archive } from '../archive/open-archive.ts'
import { parseXml } from '../archive/parse-xml.ts'
import type { Relationship } from '../archive/read-relationships.ts'
import { childElement, descendants, type XmlElement } from '../archive/xml-element.ts'
import { chartRegions } from '../drawing/chart-regions.ts'
import { drawnPicture } from '../drawing/drawn-picture.ts'
import { readChart } from '../drawing/read-chart.ts'
import type { PageFigures } from '../page-figures.ts'
import { bulletOf } from './bullet.ts'
import { isTitle } from './placeholder.ts'
import type { SlideShape } from './slide-shapes.ts'
import { slideTable } from './slide-table.ts'
import { diagramLines } from './smart-art.ts'
import { type Paragraph, paragraphsOf, textOfRuns } from './text-body.ts'
import { styledRegion, textRegions } from './text-regions.ts'

/** What a slide's shapes are read with. */
export interface SlideWork {
  readonly archive: Archive
  readonly relationships: readonly Relationship[]
  /** The master's styles of titles, bodies and other text. */
  readonly textStyles: XmlElement | undefined
  readonly figures: PageFigures
  /** Plain sentences about what was left out, each once. */
  readonly notices: Set<string>
}

/** What a shape says, as regions; none for a shape that is mere ornament. */
export async function shapeRegions(shape: SlideShape, work: SlideWork): Promise<readonly Region[]> {
  switch (shape.element.name) {
    case 'p:pic':
      return pictureRegions(shape.element, shape.box, work)
    case 'p:graphicFrame':
      return frameRegions(shape, work)
    default:
      return bodyRegions(shape, work)
  }
}

function bodyRegions(
  { element, box, placeholder, inherited }: SlideShape,
  work: SlideWork,
): readonly Region[] {
  const body = childElement(element, 'p:txBody')
  const paragraphs = paragraphsOf(body, work.relationships)
  if (paragraphs.length === 0) return []
  const type = placeholder?.type ?? ''
  if (placeholder && isTitle(placeholder)) return [heading(paragraphs, 1, box)]
  if (type === 'subTitle' && isShort(paragraphs)) return [heading(paragraphs, 2, box)]
  if (type === 'sldNum') return [oneRegion('page-number', paragraphs, box)]
  if (type === 'ftr' || type === 'dt') return [oneRegion('footer', paragraphs, box)]
  if (type === 'hdr') return [oneRegion('header', paragraphs, box)]
  const styles = [
    childElement(body, 'a:lstStyle'),
    ...inherited.map(shape => childElement(shape, 'p:txBody', 'a:lstStyle')),
    childElement(work.textStyles, placeholder ? 'p:bodyStyle' : 'p:otherStyle'),
  ]
  return textRegions(
    paragraphs.map(paragraph => ({ ...paragraph, bullet: bulletOf(paragraph, styles) })),
    box,
  )
}

/** A subtitle may be a line to read on by, or names and dates that fill half the slide. */
const MOST_HEADING = 100

const isShort = ([first, ...others]: readonly Paragraph[]): boolean =>
  others.length === 0 && first !== undefined && textOfRuns(first.runs).length <= MOST_HEADING

/** All paragraphs in one line. */
function oneRegion(category: Region['category'], paragraphs: readonly Paragraph[], box: Box): Region {
  const runs = paragraphs
    .flatMap(({ runs: own }, at) => (at === 0 ? own : [{ text: ' ' }, ...own]))
    .map(run => ({ ...run, text: run.text.replaceAll('\n', ' ') }))
  return styledRegion(category, runs, box)
}

/** Headings are bold by themselves. */
function heading(paragraphs: readonly Paragraph[], level: number, box: Box): Region {
  const plain = paragraphs.map(paragraph => ({
    ...paragraph,
    runs: paragraph.runs.map(({ isBold: _, ...run }) => run),
  }))
  return { ...oneRegion('title', plain, box), level }
}

async function pictureRegions(element: XmlElement, box: Box, work: SlideWork): Promise<readonly Region[]> {
  const { partName, alternativeText } = drawnPicture(element, work.relationships)
  const bytes = partName === undefined ? undefined : await work.archive.read(partName)
  if (!bytes) work.notices.add('Pictures that are not in the file itself were left out.')
  const figure = bytes && (await work.figures.add(bytes, alternativeText))
  return figure ? [{ category: 'figure', box, text: '', figure, lines: [] }] : []
}

async function frameRegions({ element, box }: SlideShape, work: SlideWork): Promise<readonly Region[]> {
  const content = childElement(element, 'a:graphic', 'a:graphicData')
  const table = childElement(content, 'a:tbl')
  if (table) return [slideTable(table, work.relationships, box)].filter(region => region !== undefined)
  const chart = childElement(content, 'c:chart')
  if (chart) return chartOf(chart.attributes['r:id'], box, work)
  const diagram = childElement(content, 'dgm:relIds')
  if (diagram) return diagramRegions(diagram.attributes['r:dm'], box, work)
  const [preview] = descendants(content, 'p:pic')
  if (preview) return pictureRegions(preview, box, work)
  work.notices.add('An embedded object was left out.')
  return []
}

async function chartOf(id: string | undefined, box: Box, work: SlideWork): Promise<readonly Region[]> {
  const partName = partOf(id, work)
  const chart = partName === undefined ? undefined : await readChart(work.archive, partName)
  if (chart) return chartRegions(chart, box)
  work.notices.add('A chart was left out: the file holds no values for it.')
  return []
}

async function diagramRegions(id: string | undefined, box: Box, work: SlideWork): Promise<readonly Region[]> {
  const partName = partOf(id, work)
  const bytes = partName === undefined ? undefined : await work.archive.read(partName)
  const lines = bytes ? diagramLines(parseXml(bytes)) : []
  if (lines.length === 0) work.notices.add('A diagram was left out: it holds no text.')
  return lines.map(({ text, depth }) => ({ category: 'list', depth, box, text: `• ${text}`, lines: [] }))
}

function partOf(id: string | undefined, { relationships }: SlideWork): string | undefined {
  const found = relationships.find(each => each.id === id)
  return found?.isExternal ? undefined : found?.target
}
