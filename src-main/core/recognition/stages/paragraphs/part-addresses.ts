import { middleY } from '../placed-line.ts'
import type { Row } from './group-rows.ts'
import { isAddress, isShortFact } from './is-address.ts'

/** Where rows stand in their column, and how far from each other. */
interface Measures {
  readonly left: number
  readonly right: number
  readonly unit: number
  readonly rowDistance: number
}

/** Rows that are one address, or others. */
interface Part {
  readonly rows: readonly Row[]
  readonly isAddress: boolean
}

/** Rows of an address end before this share of a column of text. */
const SHORT = 0.6
/** They begin at one place, in line heights, keep one distance, and are of one size. */
const SAME_START = 0.8
const FARTHEST = 1.3
const SAME_SIZE = 1.25

/** Parts the addresses of a column from its other rows. */
export function partAddresses(rows: readonly Row[], column: Measures): Part[] {
  const isBlock = rows.every(isShortFact)
  const mayBePart = (row: Row) =>
    isShortFact(row) && !row.heading && !row.isContents && (isBlock || endsShort(row, column))
  const runs: Row[][] = []
  for (const [index, row] of rows.entries()) {
    const above = rows[index - 1]
    const run = runs.at(-1)
    const isUnder = above && mayBePart(above) && mayBePart(row) && isNextTo(above, row, column)
    if (run && isUnder && !(run.length === 1 && isHeadOf(above, row))) run.push(row)
    else runs.push([row])
  }
  const parts: Part[] = []
  for (const run of runs) {
    const last = parts.at(-1)
    if (isAddress(run)) parts.push({ rows: run, isAddress: true })
    else if (last && !last.isAddress) parts[parts.length - 1] = { ...last, rows: [...last.rows, ...run] }
    else parts.push({ rows: run, isAddress: false })
  }
  return parts
}

const endsShort = ({ box }: Row, { left, right }: Measures) => box.right < left + SHORT * (right - left)

/** A first row in capitals is a name above the address. */
const isHeadOf = (upper: Row, lower: Row) => isInCapitals(upper) && !isInCapitals(lower)
const isInCapitals = ({ text }: Row) => /\p{Lu}{2}/u.test(text) && text === text.toUpperCase()

function isNextTo(upper: Row, lower: Row, { unit, rowDistance }: Measures): boolean {
  const [smaller = 0, larger = 0] = [upper.heightPx, lower.heightPx].toSorted((a, b) => a - b)
  const isBold = (row: Row) => row.lines.every(({ line }) => line.isBold === true)
  return (
    Math.abs(upper.box.left - lower.box.left) < SAME_START * unit &&
    middleY(lower.box) - middleY(upper.box) < FARTHEST * rowDistance &&
    larger < SAME_SIZE * smaller &&
    isBold(upper) === isBold(lower)
  )
}
