import type { Box } from '../../../../src-shared/contract/page.ts'

/** Four numbers of a reply as shares of the page, clamped to it. Undefined where they are no box. */
export function placeOf(
  numbers: readonly number[],
  { width, height }: { readonly width: number; readonly height: number },
): Box | undefined {
  const [left = Number.NaN, top = Number.NaN, right = Number.NaN, bottom = Number.NaN] = numbers
  if (numbers.length !== 4 || ![left, top, right, bottom].every(Number.isFinite)) return undefined
  const share = (value: number, whole: number) => Math.min(1, Math.max(0, value / whole))
  const place = {
    left: share(left, width),
    top: share(top, height),
    right: share(right, width),
    bottom: share(bottom, height),
  }
  return place.right > place.left && place.bottom > place.top ? place : undefined
}

/** The smallest place that holds all of these. */
export function around(places: readonly Box[]): Box | undefined {
  const [first, ...others] = places
  if (!first) return undefined
  return others.reduce(
    (whole, { left, top, right, bottom }) => ({
      left: Math.min(whole.left, left),
      top: Math.min(whole.top, top),
      right: Math.max(whole.right, right),
      bottom: Math.max(whole.bottom, bottom),
    }),
    first,
  )
}
