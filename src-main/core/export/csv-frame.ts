import { tableRows } from './drawable-table.ts'
import type { ExportFrame } from './export-frame.ts'
import { isFormulaLike } from './is-formula-like.ts'

/** Programs take a file without this mark for one of the system's old code page. */
const BYTE_ORDER_MARK = '\uFEFF'

/** CSV (RFC 4180): all tables, one after the other, parted by an empty line. A spanning cell stands in its first place. */
export function csvFrame(): ExportFrame {
  let hasTable = false
  return {
    begin: () => BYTE_ORDER_MARK,
    beginDocument: () => '',
    page(page) {
      if (page.kind === 'gap') return ''
      let text = ''
      for (const region of page.page.regions) {
        if (region.category !== 'table') continue
        const rows = tableRows(region).map(row => `${row.map(csvCell).join(',')}\r\n`)
        text += (hasTable ? '\r\n' : '') + rows.join('')
        hasTable = true
      }
      return text
    },
    endDocument: () => '',
    end: () => '',
  }
}

/** A cell as text: what a spreadsheet would calculate begins with an apostrophe. */
function csvCell(text: string): string {
  const plain = text.replaceAll('\u0000', '')
  const safe = isFormulaLike(plain) ? `'${plain}` : plain
  return /[",\r\n\t']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
