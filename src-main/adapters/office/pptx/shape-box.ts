import type { Box } from '../../../../src-shared/contract/page.ts'
import { childElement, type XmlElement } from '../archive/xml-element.ts'

/** Office measures in units of which 914,400 make an inch. */
export const POINTS_PER_EMU = 72 / 914_400

/** How the places within a group become places on the slide. */
export interface Placing {
  readonly scaleX: number
  readonly scaleY: number
  readonly moveX: number
  readonly moveY: number
}

export const ON_SLIDE: Placing = { scaleX: 1, scaleY: 1, moveX: 0, moveY: 0 }

/** The place of a shape in points, by its `xfrm`; undefined where it has none of its own. */
export function shapeBox(xfrm: XmlElement | undefined, placing: Placing): Box | undefined {
  const off = pairOf(xfrm, 'a:off', ['x', 'y'])
  const ext = pairOf(xfrm, 'a:ext', ['cx', 'cy'])
  if (!off || !ext) return undefined
  const left = (off[0] * placing.scaleX + placing.moveX) * POINTS_PER_EMU
  const top = (off[1] * placing.scaleY + placing.moveY) * POINTS_PER_EMU
  const width = Math.abs(ext[0] * placing.scaleX) * POINTS_PER_EMU
  const height = Math.abs(ext[1] * placing.scaleY) * POINTS_PER_EMU
  return { left, top, right: left + width, bottom: top + height }
}

/** The placing of what is in a group, by the group's own `xfrm`. */
export function groupPlacing(xfrm: XmlElement | undefined, outer: Placing): Placing {
  const off = pairOf(xfrm, 'a:off', ['x', 'y'])
  const ext = pairOf(xfrm, 'a:ext', ['cx', 'cy'])
  const childOff = pairOf(xfrm, 'a:chOff', ['x', 'y'])
  const childExt = pairOf(xfrm, 'a:chExt', ['cx', 'cy'])
  if (!off || !ext || !childOff || !childExt) return outer
  const scaleX = childExt[0] === 0 ? 1 : ext[0] / childExt[0]
  const scaleY = childExt[1] === 0 ? 1 : ext[1] / childExt[1]
  return {
    scaleX: outer.scaleX * scaleX,
    scaleY: outer.scaleY * scaleY,
    moveX: outer.moveX + outer.scaleX * (off[0] - childOff[0] * scaleX),
    moveY: outer.moveY + outer.scaleY * (off[1] - childOff[1] * scaleY),
  }
}

function pairOf(
  xfrm: XmlElement | undefined,
  name: string,
  [one, other]: readonly [string, string],
): readonly [number, number] | undefined {
  const attributes = childElement(xfrm, name)?.attributes
  const pair = [Number(attributes?.[one]), Number(attributes?.[other])] as const
  return pair.every(Number.isFinite) ? pair : undefined
}
