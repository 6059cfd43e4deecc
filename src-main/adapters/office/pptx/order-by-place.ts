import type { Box } from '../../../../src-shared/contract/page.ts'

interface Placed {
  readonly box: Box
}

/** Shapes may overlap by this much and still count as standing apart. */
const TOLERANCE_PT = 6
const MOST_CUTS = 30

/** Reading order: bands from the top, in a band columns from the left, in a column bands again. */
export function orderByPlace<Shape extends Placed>(shapes: readonly Shape[], depth = 0): readonly Shape[] {
  if (shapes.length < 2) return shapes
  const again = (parts: readonly (readonly Shape[])[]) => parts.flatMap(part => orderByPlace(part, depth + 1))
  if (depth < MOST_CUTS) {
    const bands = cut(shapes, ({ box }) => [box.top, box.bottom])
    if (bands.length > 1) return again(bands)
    const columns = cut(shapes, ({ box }) => [box.left, box.right])
    if (columns.length > 1) return again(columns)
  }
  return shapes.toSorted((a, b) => a.box.top - b.box.top || a.box.left - b.box.left)
}

function cut<Shape>(
  shapes: readonly Shape[],
  extent: (shape: Shape) => readonly [number, number],
): readonly (readonly Shape[])[] {
  const parts: Shape[][] = []
  let end = Number.NEGATIVE_INFINITY
  for (const shape of shapes.toSorted((a, b) => extent(a)[0] - extent(b)[0])) {
    const [from, to] = extent(shape)
    const last = parts.at(-1)
    // What is thinner than the tolerance still has a middle.
    if (last && from < end - Math.min(TOLERANCE_PT, (to - from) / 2)) last.push(shape)
    else parts.push([shape])
    end = Math.max(end, to)
  }
  return parts
}
