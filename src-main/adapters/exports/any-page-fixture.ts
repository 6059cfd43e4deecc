import fc from 'fast-check'
import type { Page, Region, Run, TableCell } from '../../../src-shared/contract/page.ts'
import { pageOf, regionOf } from '../../core/export/page-fixture.ts'

/** Texts that try to be something else in one format or another. */
const TRICKS = [
  '<script>alert(1)</script>',
  '</title></style>',
  ']]>',
  '<!--',
  '&amp;',
  '&#0;',
  '"><img src=x onerror=alert(1)>',
  "'",
  '\\',
  '\u0000\u0001\u000B\u001F',
  '\uD800',
  '\uDC00',
  '\uFFFE\uFFFF',
  '\u202Etxt',
  '😀',
  '中文。',
  'שלום',
  '=1+1',
  '@x',
  '\t-1',
  '"quoted", comma',
  'a\r\nb',
  'word',
  ' ',
]
const anyText = fc.oneof(
  fc.array(fc.constantFrom(...TRICKS), { maxLength: 4 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
)
const anyRun: fc.Arbitrary<Run> = fc.record(
  {
    text: anyText,
    isBold: fc.boolean(),
    isItalic: fc.boolean(),
    isCode: fc.boolean(),
    isStruck: fc.boolean(),
    script: fc.constantFrom('sub' as const, 'super' as const),
    href: fc.constantFrom('https://a.b/?x="><b>&y', 'mailto:a@b.c'),
    footnote: fc.constantFrom('1', '*'),
  },
  { requiredKeys: ['text'] },
)
const anyRuns = fc.array(anyRun, { minLength: 1, maxLength: 4 })
const textOf = (runs: readonly Run[]): string => runs.map(run => run.text).join('')

const styledRegion = (category: Region['category']) =>
  fc.tuple(anyRuns, fc.nat(3), fc.boolean()).map(
    ([runs, depth, continues]): Region => ({
      ...regionOf(category, textOf(runs)),
      ...{ runs, continues },
      ...(category === 'list' ? { depth } : {}),
      ...(category === 'title' ? { level: depth + 1 } : {}),
      ...(category === 'footnote' ? { label: depth > 1 ? '*' : '1' } : {}),
    }),
  )

const anyTable = fc.array(anyRuns, { minLength: 3, maxLength: 3 }).map((contents): Region => {
  const places = [
    { row: 0, column: 0, rowSpan: 1, columnSpan: 2, isHeader: true },
    { row: 1, column: 0, rowSpan: 2, columnSpan: 1 },
    { row: 1, column: 1, rowSpan: 1, columnSpan: 1 },
  ]
  const cells = places.map((place, at): TableCell => {
    const runs = contents[at] ?? []
    return { ...place, text: textOf(runs), runs }
  })
  return { ...regionOf('table', 'a\tb'), table: { rowCount: 3, columnCount: 2, cells } }
})

const anyFigure = anyText.map(
  (alternativeText): Region => ({
    ...regionOf('figure', ''),
    lines: [],
    figure: { name: 'page-000001-figure-1.png', widthPx: 3, heightPx: 2, alternativeText },
  }),
)

/** Any page at all: every category, with texts made to break out of a format. */
export const anyPage: fc.Arbitrary<Page> = fc
  .array(
    fc.oneof(
      styledRegion('title'),
      styledRegion('text'),
      styledRegion('list'),
      styledRegion('code'),
      styledRegion('caption'),
      styledRegion('footnote'),
      styledRegion('equation'),
      styledRegion('header'),
      anyText.map(text => regionOf('table', text)),
      anyTable,
      anyFigure,
    ),
    { maxLength: 6 },
  )
  .map(regions => pageOf(regions))
