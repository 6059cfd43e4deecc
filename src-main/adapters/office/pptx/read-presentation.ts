import { ProblemError } from '../../../core/problem-error.ts'
import type { Archive } from '../archive/open-archive.ts'
import { parseXml } from '../archive/parse-xml.ts'
import { partOfType, readRelationships } from '../archive/read-relationships.ts'
import { readXmlPieces } from '../archive/read-xml-pieces.ts'
import { childElement, childElements } from '../archive/xml-element.ts'
import { POINTS_PER_EMU } from './shape-box.ts'

export interface Presentation {
  /** Parts of the slides that are shown, in the order of the presentation. */
  readonly slides: readonly string[]
  readonly hiddenCount: number
  readonly widthPt: number
  readonly heightPt: number
}

/** 4:3, as presentations were before they had a size. */
const USUAL_SIZE = { cx: 9_144_000, cy: 6_858_000 }
/** Seven hundred times a slide: no size for a page. */
const MOST_POINTS = 500_000

/** Which slides a presentation shows, and their size. */
export async function readPresentation(archive: Archive): Promise<Presentation> {
  const partName =
    partOfType(await readRelationships(archive, ''), 'officeDocument') ?? 'ppt/presentation.xml'
  const bytes = await archive.read(partName)
  if (!bytes) throw new ProblemError('damaged-file', 'the presentation has no table of contents')
  const root = parseXml(bytes)
  const relationships = await readRelationships(archive, partName)
  const all = childElements(childElement(root, 'p:sldIdLst'), 'p:sldId').flatMap(({ attributes }) => {
    const found = relationships.find(({ id }) => id === attributes['r:id'])
    return found && !found.isExternal ? [found.target] : []
  })
  const slides: string[] = []
  for (const slide of all) if (await isShown(archive, slide)) slides.push(slide)
  const size = childElement(root, 'p:sldSz')?.attributes
  return {
    slides,
    hiddenCount: all.length - slides.length,
    widthPt: pointsOf(size?.cx, USUAL_SIZE.cx),
    heightPt: pointsOf(size?.cy, USUAL_SIZE.cy),
  }
}

function pointsOf(emu: string | undefined, usual: number): number {
  const points = Number(emu) * POINTS_PER_EMU
  return points >= 1 && points <= MOST_POINTS ? points : usual * POINTS_PER_EMU
}

/** The slide's first element says so; the rest is not read. */
async function isShown(archive: Archive, partName: string): Promise<boolean> {
  let show: string | undefined
  let isOpen = false
  const handlers = {
    open(_name: string, attributes: Readonly<Record<string, string>>) {
      if (!isOpen) show = attributes.show
      isOpen = true
    },
    text() {},
    close() {},
  }
  for await (const _ of readXmlPieces(archive.pieces(partName), handlers)) if (isOpen) break
  return isOpen && show !== '0' && show !== 'false'
}
