import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { type Page, RegionCategory } from '../../../src-shared/contract/page.ts'

/** What the document as a whole says about one region. */
export const RegionMark = Type.Object({
  category: Type.Optional(RegionCategory),
  level: Type.Optional(Type.Integer({ minimum: 1, maximum: 6 })),
  continues: Type.Optional(Type.Boolean()),
})
export type RegionMark = Static<typeof RegionMark>

export const PageMarks = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  /** Marks are for the page with so many regions: a page that was read anew has others. */
  regionCount: Type.Integer({ minimum: 0 }),
  regions: Type.Array(Type.Intersect([Type.Object({ index: Type.Integer({ minimum: 0 }) }), RegionMark])),
})
export type PageMarks = Static<typeof PageMarks>

/** Marks of all pages that have any. */
export const Structure = Type.Object({ pages: Type.Array(PageMarks) })
export type Structure = Static<typeof Structure>

/** Reads a structure that was written as JSON; undefined for what is none. */
export function parseStructure(text: string): Structure | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Check(Structure, value) ? value : undefined
  } catch {
    return undefined
  }
}

/** A function that gives pages their marks. */
export function structureMarker({ pages }: Structure): (page: Page) => Page {
  const byNumber = new Map(pages.map(marks => [marks.number, marks]))
  return page => {
    const marks = byNumber.get(page.number)
    if (!marks || marks.regionCount !== page.regions.length) return page
    const byIndex = new Map(marks.regions.map(({ index, ...mark }) => [index, mark]))
    return { ...page, regions: page.regions.map((region, index) => withMark(region, byIndex.get(index))) }
  }
}

function withMark(region: Page['regions'][number], mark: RegionMark | undefined): Page['regions'][number] {
  if (!mark) return region
  if (mark.category === undefined || mark.category === region.category) return { ...region, ...mark }
  const { level: _, isInOutline: __, depth: ___, ...bare } = region
  return { ...bare, ...mark }
}
