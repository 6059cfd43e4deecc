import type { Run, TableCell } from '../../../../src-shared/contract/page.ts'
import type { MarkupBlock, ReadMarkup } from '../../../core/ports/read-markup.ts'

const START = '\uE000'
const END = '\uE001'
const LONGEST = 4000
/** What stands between single dollars is a formula only if it looks like one: prices have dollars too. */
const LOOKS_LIKE_FORMULA = /[\\^_=]|^[a-zA-Z]$/

/**
 * Reads Markdown whose formulas are LaTeX: Markdown would take their signs for its own. Formulas on lines of their own become
 * equations; others stay where they are, between dollars.
 */
export function readWithFormulas(markdown: string, readMarkup: ReadMarkup): readonly MarkupBlock[] {
  return partsOf(markdown).flatMap(part => {
    if (part.isFormula) return [{ category: 'equation' as const, text: part.text }]
    const formulas: string[] = []
    const masked = maskInline(part.text, formulas)
    const blocks = readMarkup(masked) ?? [{ category: 'text' as const, text: masked }]
    return blocks.map(block => unmasked(block, formulas))
  })
}

interface Part {
  readonly isFormula: boolean
  readonly text: string
}

/** Formulas that have lines to themselves, and what stands between them. */
function partsOf(markdown: string): readonly Part[] {
  const parts: Part[] = []
  let from = 0
  for (const { start, end, text } of displayed(markdown)) {
    parts.push({ isFormula: false, text: markdown.slice(from, start) }, { isFormula: true, text })
    from = end
  }
  parts.push({ isFormula: false, text: markdown.slice(from) })
  return parts.filter(({ text }) => text.trim() !== '')
}

const DISPLAY = [
  ['\\[', '\\]'],
  ['$$', '$$'],
] as const

function* displayed(markdown: string): Generator<{ start: number; end: number; text: string }> {
  const isUnclosed = new Set<string>()
  const opening = /(?:^|\n)[ \t]*(\\\[|\$\$)/g
  for (let found = opening.exec(markdown); found; found = opening.exec(markdown)) {
    const [, open = ''] = found
    const close = DISPLAY.find(([one]) => one === open)?.[1] ?? open
    if (isUnclosed.has(open)) continue
    const inner = opening.lastIndex
    const at = markdown.indexOf(close, inner)
    if (at < 0) {
      isUnclosed.add(open)
      continue
    }
    const end = at + close.length
    const restOfLine = markdown.slice(end, lineEnd(markdown, end)).trim()
    if (at - inner > LONGEST || /[^.,;]/.test(restOfLine)) continue
    const text = markdown.slice(inner, at).trim()
    if (text !== '') yield { start: found.index, end: lineEnd(markdown, end), text }
    opening.lastIndex = end
  }
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at < 0 ? text.length : at
}

const INLINE =
  /\\\(([^\n]{1,500}?)\\\)|\\\[([^\n]{1,500}?)\\\]|\$\$([^$\n]{1,500})\$\$|\$(?![\s\d][^$\n]*\s)([^$\n]{1,300})(?<!\s)\$(?!\d)/g

function maskInline(text: string, formulas: string[]): string {
  return text.replace(INLINE, (whole, ...groups: readonly unknown[]) => {
    const [round, square, double, single] = groups
    const formula = [round, square, double, single].find(group => typeof group === 'string')
    if (typeof formula !== 'string' || (formula === single && !LOOKS_LIKE_FORMULA.test(formula))) return whole
    formulas.push(`$${formula.trim()}$`)
    return `${START}${formulas.length - 1}${END}`
  })
}

function unmasked(block: MarkupBlock, formulas: readonly string[]): MarkupBlock {
  const plain = (text: string) =>
    text.replace(/\uE000(\d{1,6})\uE001/g, (_, index) => formulas[Number(index)] ?? '')
  const runs = (all: readonly Run[]) => all.map(run => withoutLink({ ...run, text: plain(run.text) }))
  const cell = (one: TableCell): TableCell => ({
    ...one,
    text: plain(one.text),
    ...(one.runs ? { runs: runs(one.runs) } : {}),
  })
  return {
    ...block,
    text: plain(block.text),
    ...(block.runs ? { runs: runs(block.runs) } : {}),
    ...(block.table ? { table: { ...block.table, cells: block.table.cells.map(cell) } } : {}),
  }
}

/** Pixels show no link's address: where a model names one, it made it up. */
function withoutLink({ href: _, ...run }: Run): Run {
  return run
}
