import { format, isDateFormat } from 'numfmt'
import type { Run } from '../../../../src-shared/contract/page.ts'
import type { RawCell, RichRun } from './raw-cell.ts'
import type { SharedText } from './read-shared-texts.ts'
import { unescaped } from './rich-text.ts'

/** What is needed to show the cells of a workbook. */
export interface CellStyles {
  readonly sharedTexts: readonly SharedText[]
  readonly numberFormats: readonly string[]
  /** Days count from 1904 on, as in workbooks of old Macs. */
  readonly isFrom1904: boolean
}

/** What a cell shows. */
export interface ShownText {
  readonly text: string
  readonly runs?: readonly Run[]
  readonly isNumber: boolean
}

/** Excel itself lets nobody write more into a cell. */
const MOST_CHARACTERS = 32_767

/** Days between the first of January 1900 and 1904, as spreadsheets count. */
const DAYS_TO_1904 = 1462

/** The text that a cell shows: numbers and dates by their format, formulas by the value that was stored with them. */
export function cellText(cell: RawCell, styles: CellStyles): ShownText {
  const shown = wholeText(cell, styles)
  return shown.text.length > MOST_CHARACTERS ? plainly(shown.text.slice(0, MOST_CHARACTERS)) : shown
}

function wholeText(cell: RawCell, styles: CellStyles): ShownText {
  switch (cell.type) {
    case 's':
      return richly(styles.sharedTexts[Number(cell.value)] ?? '')
    case 'inlineStr':
      return cell.runs.length > 0 ? richly(cell.runs) : plainly(unescaped(cell.value))
    case 'b':
      return plainly(cell.value === '1' || cell.value === 'true' ? 'TRUE' : 'FALSE')
    case 'str':
      return cell.value === '' ? formulaOf(cell) : plainly(unescaped(cell.value))
    case 'e':
      return plainly(cell.value)
    case 'd':
      return plainly(cell.value.replace(/T00:00:00(\.0+)?Z?$/, '').replace('T', ' '))
    default:
      return cell.value === '' ? formulaOf(cell) : numberOf(cell, styles)
  }
}

const plainly = (text: string): ShownText => ({ text: text.trim(), isNumber: false })

/** Programs that don't calculate store formulas without values; the formula says more than nothing. */
const formulaOf = ({ formula }: RawCell): ShownText => plainly(formula === '' ? '' : `=${formula}`)

function richly(shared: SharedText): ShownText {
  if (typeof shared === 'string') return plainly(shared)
  const text = shared.map(run => run.text).join('')
  const isStyled = shared.some(run => run.isBold || run.isItalic || run.isStruck)
  return isStyled ? { text, runs: shared.map(runOf), isNumber: false } : plainly(text)
}

const runOf = ({ text, isBold, isItalic, isStruck }: RichRun): Run => ({
  text,
  ...(isBold ? { isBold } : {}),
  ...(isItalic ? { isItalic } : {}),
  ...(isStruck ? { isStruck } : {}),
})

function numberOf({ value, style }: RawCell, styles: CellStyles): ShownText {
  const number = Number(value)
  if (!Number.isFinite(number)) return plainly(value)
  const pattern = styles.numberFormats[style] ?? 'General'
  try {
    const days = styles.isFrom1904 && isDateFormat(pattern) ? number + DAYS_TO_1904 : number
    // The signs that make columns line up are of no use in a text.
    return { text: format(pattern, days, { locale: 'en-US' }).trim(), isNumber: true }
  } catch {
    return { text: value, isNumber: true }
  }
}
