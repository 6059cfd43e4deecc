import type { Region, Run } from '../../../src-shared/contract/page.ts'
import { listMarker } from '../recognition/stages/list-marker.ts'
import { plainText, styledLine, withoutStart } from './styled-lines.ts'

/** A list item with those below it. */
export interface ListItem {
  /** `number` where the marker is an arabic number, `text` where the marker stays part of the text. */
  readonly kind: 'bullet' | 'number' | 'text'
  readonly number: number
  readonly line: readonly Run[]
  readonly children: ListItem[]
}

/** Neighbouring list regions as a tree, by their depths. */
export function listTree(regions: readonly Region[]): readonly ListItem[] {
  const roots: ListItem[] = []
  /** The item that stands last at each depth. */
  const path: ListItem[] = []
  for (const region of regions) {
    const line = styledLine(region)
    if (line.length === 0) continue
    const item = itemOf(line)
    path.length = Math.min(path.length, region.depth ?? 0)
    const siblings = path.at(-1)?.children ?? roots
    siblings.push(item)
    path.push(item)
  }
  return roots
}

function itemOf(line: readonly Run[]): ListItem {
  const found = listMarker(plainText(line))
  const rest = found ? withoutStart(line, found.marker.length) : line
  if (!found?.isOrdered) return { kind: 'bullet', number: 0, line: rest, children: [] }
  const number = /^(\d{1,9})[.)]$/.exec(found.marker.trim())?.[1]
  if (number === undefined) return { kind: 'text', number: 0, line, children: [] }
  return { kind: 'number', number: Number(number), line: rest, children: [] }
}
