import type { Table } from '../src-shared/contract/page.ts'

/** A table as rows of cells, as HTML has them. */
export interface TableTree {
  readonly rows: readonly (readonly TreeCell[])[]
}

/** A cell with its spans; its text without marks. */
export interface TreeCell {
  readonly rowSpan: number
  readonly columnSpan: number
  readonly text: string
}

/** The first table of an HTML text. Head and body are one. */
export function tableTreeOfHtml(html: string): TableTree {
  const rows = [...html.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) =>
    [...row.matchAll(/<t[dh]([^>]*)>([\s\S]*?)<\/t[dh]>/g)].map(([, attributes = '', text = '']) => {
      const span = (name: string) => Number(new RegExp(`${name}="?(\\d+)`).exec(attributes)?.[1] ?? 1)
      return { rowSpan: span('rowspan'), columnSpan: span('colspan'), text: plain(text) }
    }),
  )
  return { rows }
}

/** A table as the product has it; places that no cell covers stay away. */
export function tableTreeOf({ rowCount, cells }: Table): TableTree {
  const rows = Array.from({ length: rowCount }, (_, row) =>
    cells
      .filter(cell => cell.row === row)
      .toSorted((a, b) => a.column - b.column)
      .map(({ rowSpan, columnSpan, text }) => ({ rowSpan, columnSpan, text: plain(text) })),
  )
  return { rows }
}

function plain(text: string): string {
  return text
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
}
