import type { Box } from '../../../../../src-shared/contract/page.ts'

/** Once so many cells were looked at, only the rims of further boxes are. */
const MOST_CELLS = 3_000_000

interface Nearness {
  readonly near: number
  /** Of the page. */
  readonly width: number
}

/** Puts boxes into groups that touch or lie within about `near`, by a grid over a page of this width. Takes as long as the boxes have cells. */
export function groupNear<Item extends { readonly box: Box }>(
  items: readonly Item[],
  nearness: Nearness,
): Item[][] {
  let cellCount = 0
  const owners = new Map<number, number>()
  const parents = items.map((_, index) => index)
  for (const [index, { box }] of items.entries()) {
    for (const cell of cellsOf(box, nearness, cellCount > MOST_CELLS)) {
      cellCount++
      const owner = owners.get(cell)
      if (owner === undefined) owners.set(cell, index)
      else parents[rootOf(parents, index)] = rootOf(parents, owner)
    }
  }
  const groups = new Map<number, Item[]>()
  for (const [index, item] of items.entries()) {
    const root = rootOf(parents, index)
    const group = groups.get(root)
    if (group) group.push(item)
    else groups.set(root, [item])
  }
  return [...groups.values()]
}

/** The one that stands for a group; the way to it is shortened for the next time. */
function rootOf(parents: number[], index: number): number {
  let root = index
  while (parents[root] !== root) root = parents[root] ?? root
  let at = index
  while (at !== root) {
    const next = parents[at] ?? root
    parents[at] = root
    at = next
  }
  return root
}

/** The cells of a box that is half of `near` larger on each side; only those of its rim where `isRim`. */
function* cellsOf(box: Box, { near, width }: Nearness, isRim: boolean): Generator<number> {
  const size = near / 2
  const columns = Math.ceil(width / size) + 2
  const cell = (place: number) => Math.max(0, Math.floor(place / size))
  const [x0, x1] = [cell(box.left - size), Math.min(columns - 1, cell(box.right + size))]
  const [y0, y1] = [cell(box.top - size), cell(box.bottom + size)]
  for (let y = y0; y <= y1; y++) {
    const step = isRim && y > y0 && y < y1 ? Math.max(1, x1 - x0) : 1
    for (let x = x0; x <= x1; x += step) yield y * columns + x
  }
}
