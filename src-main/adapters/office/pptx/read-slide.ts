import type { Box, Region } from '../../../../src-shared/contract/page.ts'
import type { PageContent } from '../../../core/ports/document-reader.ts'
import type { PreparePicture } from '../../../core/ports/prepare-picture.ts'
import { ProblemError } from '../../../core/problem-error.ts'
import { NO_PLACE } from '../archive/no-place.ts'
import type { Archive } from '../archive/open-archive.ts'
import { parseXml } from '../archive/parse-xml.ts'
import { partOfType, readRelationships } from '../archive/read-relationships.ts'
import { childElement, descendants, type XmlElement } from '../archive/xml-element.ts'
import { textBudget } from '../drawing/text-budget.ts'
import { pageFigures } from '../page-figures.ts'
import { orderByPlace } from './order-by-place.ts'
import { isTitle, placeholderOf } from './placeholder.ts'
import { type SlideWork, shapeRegions } from './shape-regions.ts'
import { type SlideShape, slideShapes } from './slide-shapes.ts'
import { paragraphsOf } from './text-body.ts'
import { styledRegion } from './text-regions.ts'

export interface SlideSource {
  readonly archive: Archive
  readonly partName: string
  /** The slide's number in its job. */
  readonly pageNumber: number
  readonly page: Box
  readonly preparePicture: PreparePicture
  /** Layouts and masters, which many slides share. */
  readonly readShared: (partName: string) => Promise<XmlElement | undefined>
}

/** What a slide says: its title, then its shapes in reading order, then the speaker's notes under a small heading. */
export async function readSlide(source: SlideSource): Promise<PageContent> {
  const { archive, partName, page, readShared } = source
  const bytes = await archive.read(partName)
  if (!bytes) throw new ProblemError('page-unreadable', 'the slide is not in the file')
  const slide = parseXml(bytes)
  const relationships = await readRelationships(archive, partName)
  const layoutPart = partOfType(relationships, 'slideLayout')
  const layout = layoutPart === undefined ? undefined : await readShared(layoutPart)
  const master = await readMaster(source, layoutPart)
  const figures = pageFigures(source.pageNumber, source.preparePicture)
  const notices = new Set<string>()
  const textStyles = childElement(master, 'p:txStyles')
  const work: SlideWork = { archive, relationships, textStyles, figures, notices }
  const budget = textBudget()
  const regions: Region[] = []
  for (const shape of inReadingOrder(slideShapes({ slide, layout, master, page }))) {
    if (budget.isSpent) break
    for (const region of budget.take(await shapeRegions(shape, work))) {
      const box = within(region.box, page)
      if (box) regions.push({ ...region, box })
      else notices.add('What stands beside the slide was left out.')
    }
  }
  const notes = await readNotes(archive, partOfType(relationships, 'notesSlide'))
  return {
    regions: [...regions, ...notes],
    images: figures.images,
    notices: [...notices, ...budget.notices(), ...figures.notices()],
  }
}

async function readMaster({ archive, readShared }: SlideSource, layoutPart: string | undefined) {
  if (layoutPart === undefined) return undefined
  const masterPart = partOfType(await readRelationships(archive, layoutPart), 'slideMaster')
  return masterPart === undefined ? undefined : readShared(masterPart)
}

function inReadingOrder(shapes: readonly SlideShape[]): readonly SlideShape[] {
  const isHead = ({ placeholder }: SlideShape) => placeholder !== undefined && isTitle(placeholder)
  return [...shapes.filter(isHead), ...orderByPlace(shapes.filter(shape => !isHead(shape)))]
}

/** The part of a box that lies on the slide; undefined where none does. */
function within({ left, top, right, bottom }: Box, page: Box): Box | undefined {
  const cut = {
    left: Math.max(left, page.left),
    top: Math.max(top, page.top),
    right: Math.min(right, page.right),
    bottom: Math.min(bottom, page.bottom),
  }
  return cut.left <= cut.right && cut.top <= cut.bottom ? cut : undefined
}

const NOTES_LEVEL = 6

async function readNotes(archive: Archive, partName: string | undefined): Promise<readonly Region[]> {
  const bytes = partName === undefined ? undefined : await archive.read(partName)
  if (partName === undefined || !bytes) return []
  const relationships = await readRelationships(archive, partName)
  const texts = descendants(parseXml(bytes), 'p:sp')
    .filter(shape => placeholderOf(shape)?.type === 'body')
    .flatMap(shape => paragraphsOf(childElement(shape, 'p:txBody'), relationships))
    .map(({ runs }) => styledRegion('text', runs, NO_PLACE))
  if (texts.length === 0) return []
  return [{ category: 'title', level: NOTES_LEVEL, box: NO_PLACE, text: 'Notes', lines: [] }, ...texts]
}
