import { pageOf, regionOf } from '../../src-main/core/export/page-fixture.ts'
import type { Box, Line, Page, Region, TableCell } from '../../src-shared/contract/page.ts'

/** Texts that one format or another could take for something else. */
const TRICKS = [
  '<script>document.title="broken"</script>',
  '</title></style>]]><!--',
  '&amp; &#0; &nosuch;',
  '"><img src=x onerror=\'document.title="broken"\'>',
  'nul \u0000 and \u0001\u000B\u001F',
  'half \uD800 pairs \uDC00 and \uFFFE\uFFFF',
  '\u202Etxt.exe',
  '😀 中文。 שלום',
  '\\ ` * _ # | [x](y) ~~z~~',
] as const

/** What a spreadsheet would compute. */
export const FORMULAS = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1+1', '＝1+1'] as const

const table = (rows: readonly (readonly string[])[]): Region => {
  const cells = rows.flatMap((row, at) =>
    row.map((text, column): TableCell => ({ row: at, column, rowSpan: 1, columnSpan: 1, text })),
  )
  const text = rows.map(row => row.join('\t')).join('\n')
  return {
    ...regionOf('table', text),
    table: { rowCount: rows.length, columnCount: rows[0]?.length ?? 0, cells },
  }
}

/** Every category, and in each the tricks. */
export function hostilePage(): Page {
  const categories = ['title', 'text', 'list', 'code', 'caption', 'header', 'equation'] as const
  return pageOf([
    regionOf('title', 'Slow Tides', 1),
    ...categories.flatMap(category => TRICKS.map(text => regionOf(category, text))),
    { ...regionOf('list', '1. one\nits second paragraph'), depth: 0 },
    { ...regionOf('list', '• below'), depth: 1 },
    { ...regionOf('text', 'See1'), runs: [{ text: 'See' }, { text: '1', footnote: '1' }] },
    { ...regionOf('footnote', '1 The proof'), label: '1' },
    table([['a', 'b', 'c'], FORMULAS.slice(0, 3), FORMULAS.slice(3), TRICKS.slice(0, 3)]),
  ])
}

/** A table of 10,000 cells. */
export const widePage = (): Page =>
  pageOf([
    table(Array.from({ length: 200 }, (_, row) => Array.from({ length: 50 }, (_, at) => `r${row}c${at}`))),
  ])

/** A paragraph of 10 MB. */
export const longPage = (): Page => pageOf([{ ...regionOf('text', 'word '.repeat(2_000_000)), lines: [] }])

const LATIN =
  'harbour quiet fog tide seven vessels Ångström naïve coöperate 1,234.50 (see) §7 e-mail Größe'.split(' ')
const CHINESE = '商品 合計 漁船 海港 安静 雾 潮水 第七 发票 金额 編號 日期 中文字 数据'.split(' ')
const PAGE_PX = { widthPx: 1600, heightPx: 2400, dpi: 200 } as const

/** 400 words, each with a place of its own, half of them Chinese, and how they are called. */
export function wordyPage(): { readonly page: Page; readonly words: readonly PlacedWord[] } {
  const lines = Array.from({ length: 50 }, (_, row): Line => {
    const list = row % 2 === 0 ? LATIN : CHINESE
    const words = Array.from({ length: 8 }, (_, at) => {
      const text = list[(row * 5 + at) % list.length] ?? ''
      return { text, box: boxAt(row, at, text), confidence: 0.9 }
    })
    const box = { left: 100, right: 1500, top: 100 + row * 44, bottom: 128 + row * 44 }
    return { text: words.map(word => word.text).join(' '), box, confidence: 0.9, words }
  })
  const regions = lines.map(
    (line): Region => ({ category: 'text', box: line.box, text: line.text, lines: [line] }),
  )
  return { page: { ...pageOf(regions), ...PAGE_PX }, words: lines.flatMap(line => line.words) }
}

/** A word in pixels of its page. */
export interface PlacedWord {
  readonly text: string
  readonly box: Box
}

function boxAt(row: number, at: number, text: string): Box {
  const left = 100 + at * 175
  const top = 100 + row * 44
  return { left, top, right: left + Math.min(150, 18 * text.length), bottom: top + 28 }
}
