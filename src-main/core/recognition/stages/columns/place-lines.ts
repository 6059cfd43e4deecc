import type { Box, Line } from '../../../../../src-shared/contract/page.ts'
import { heightOf, type PlacedLine } from '../placed-line.ts'

/** Turns the lines' places so that text at this skew becomes level. The lines themselves stay as they are. */
export function placeLines(lines: readonly Line[], skewDegrees: number): PlacedLine[] {
  const angle = (-skewDegrees * Math.PI) / 180
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return lines.map(line => {
    const corners = line.quad ?? cornersOf(line.box)
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
    for (let i = 0; i + 1 < corners.length; i += 2) {
      const x = corners[i] ?? 0
      const y = corners[i + 1] ?? 0
      const levelX = x * cos - y * sin
      const levelY = x * sin + y * cos
      box.left = Math.min(box.left, levelX)
      box.right = Math.max(box.right, levelX)
      box.top = Math.min(box.top, levelY)
      box.bottom = Math.max(box.bottom, levelY)
    }
    return { line, box, heightPx: line.fontSizePx ?? heightOf(box) }
  })
}

const cornersOf = ({ left, top, right, bottom }: Box) => [left, top, right, top, right, bottom, left, bottom]
