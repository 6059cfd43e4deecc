import type { Region, Run } from '../../../src-shared/contract/page.ts'
import { isTicked, listMarker } from '../recognition/stages/paragraphs/list-marker.ts'
import { itemLines } from './item-lines.ts'
import { plainText, withoutStart } from './styled-lines.ts'

/** A list item with those below it. */
export interface ListItem {
  /** `number` where the marker is an arabic number, `text` where the marker stays part of the text. */
  readonly kind: 'bullet' | 'number' | 'text'
  readonly number: number
  /** Its paragraphs, at least one. */
  readonly lines: readonly (readonly Run[])[]
  readonly children: ListItem[]
}

/** Neighbouring list regions as a tree, by their depths. */
export function listTree(regions: readonly Region[]): readonly ListItem[] {
  const roots: ListItem[] = []
  /** The item that stands last at each depth. */
  const path: ListItem[] = []
  for (const region of regions) {
    const [line, ...others] = itemLines(region)
    if (!line) continue
    const item = itemOf(line, others)
    path.length = Math.min(path.length, region.depth ?? 0)
    const siblings = path.at(-1)?.children ?? roots
    siblings.push(item)
    path.push(item)
  }
  return roots
}

function itemOf(line: readonly Run[], others: ListItem['lines']): ListItem {
  const found = listMarker(plainText(line))
  const rest = found ? withoutStart(line, found.marker.length) : line
  const number = /^(\d{1,9})[.)]$/.exec(found?.marker.trim() ?? '')?.[1]
  const isBox = found !== undefined && isTicked(found.marker) !== undefined
  const isText = isBox || (found?.isOrdered === true && number === undefined)
  const first = isText ? line : rest
  return {
    kind: isText ? 'text' : number === undefined ? 'bullet' : 'number',
    number: Number(number ?? 0),
    lines: first.length === 0 && others.length > 0 ? others : [first, ...others],
    children: [],
  }
}
