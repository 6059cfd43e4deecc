import type { Region } from '../../../../../src-shared/contract/page.ts'
import { heightOf, median } from '../placed-line.ts'

/** Items whose left edges differ by less, in heights of a line, are on one level. */
const SAME_LEVEL = 0.7
const DEEPEST = 8

/** Gives list items how deep they are nested: by how far they are indented under those before them. */
export function nestLists(regions: readonly Region[]): Region[] {
  let lefts: number[] = []
  let top = -Infinity
  return regions.map(region => {
    if (region.category !== 'list') {
      lefts = []
      return region
    }
    const unit = median(region.lines.map(line => heightOf(line.box)))
    const left = region.lines[0]?.box.left ?? region.box.left
    // An item at the top of the next column begins anew.
    if (region.box.top < top || left < (lefts[0] ?? left) - SAME_LEVEL * unit) lefts = []
    top = region.box.top
    while (lefts.length > 0 && (lefts.at(-1) ?? 0) > left + SAME_LEVEL * unit) lefts.pop()
    const deepest = lefts.at(-1)
    if (deepest === undefined || left > deepest + SAME_LEVEL * unit) lefts.push(left)
    const depth = Math.min(DEEPEST, lefts.length - 1)
    return depth === 0 ? region : { ...region, depth }
  })
}
