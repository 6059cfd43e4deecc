import type { Box } from '../../../../src-shared/contract/page.ts'

/** Of boxes with more cells than this only the rim is looked at. */
const MANY_CELLS = 400

/** Puts boxes into groups that touch or lie within about `near`, by a grid over a page of this width. Takes as long as the boxes have cells. */
export function groupNear<Item extends { readonly box: Box }>(
  items: readonly Item[],
  { near, width }: { readonly near: number; readonly width: number },
): Item[][] {
  const columns = Math.ceil(width / near) + 1
  const owners = new Map<number, number>()
  const parents = items.map((_, index) => index)
  for (const [index, { box }] of items.entries()) {
    for (const cell of cellsOf(box, near, columns)) {
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

function* cellsOf({ left, top, right, bottom }: Box, near: number, columns: number): Generator<number> {
  const [x0, x1] = [Math.floor(left / near), Math.floor(right / near)]
  const [y0, y1] = [Math.floor(top / near), Math.floor(bottom / near)]
  const isLarge = (x1 - x0 + 1) * (y1 - y0 + 1) > MANY_CELLS
  for (let y = y0; y <= y1; y++) {
    const step = isLarge && y > y0 && y < y1 ? Math.max(1, x1 - x0) : 1
    for (let x = x0; x <= x1; x += step) yield y * columns + x
  }
}
