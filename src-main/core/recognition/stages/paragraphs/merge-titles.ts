import type { Region } from '../../../../../src-shared/contract/page.ts'
import { heightOf, unionOf } from '../placed-line.ts'

/** Rows of one heading are this near, in heights of its type, and so alike in size. */
const NEAR = 0.75
const SAME_SIZE = 1.06
const NUMBERED = /^(\d{1,3}|[A-Z]|[IVX]+)(\.\d+)*\.?\s/

/** Makes one heading of those that were set on several rows as wide as the page. `bodyPx` is the size of the text's type. */
export function mergeTitles(regions: readonly Region[], bodyPx: number): Region[] {
  const merged: Region[] = []
  for (const region of regions) {
    const last = merged.at(-1)
    if (last && isRestOf(last, region, bodyPx)) {
      const { left, top, right, bottom } = unionOf([last.box, region.box])
      const box = { left, top, right, bottom }
      merged[merged.length - 1] = {
        ...last,
        box,
        text: `${last.text} ${region.text}`,
        lines: [...last.lines, ...region.lines],
      }
    } else merged.push(region)
  }
  return merged
}

function isRestOf(first: Region, second: Region, bodyPx: number): boolean {
  if (first.category !== 'title' || second.category !== 'title') return false
  if (first.isInOutline || second.isInOutline || NUMBERED.test(second.text)) return false
  const one = sizeOf(first)
  const other = sizeOf(second)
  const isAlike = Math.max(one, other) <= SAME_SIZE * Math.min(one, other)
  const gap = second.box.top - first.box.bottom
  const isBelow = gap < NEAR * one && second.box.top > first.box.top + one / 2
  const overlap = Math.min(first.box.right, second.box.right) - Math.max(first.box.left, second.box.left)
  return isAlike && isBelow && overlap > 0 && Math.min(one, other) > LARGE * bodyPx
}

/** Smaller headings may stand under each other, each for itself. */
const LARGE = 1.3

function sizeOf(region: Region): number {
  const line = region.lines[0]
  return line ? (line.fontSizePx ?? heightOf(line.box)) : 0
}
