import type { Region, Run } from '../../../../../src-shared/contract/page.ts'

/** Ties footnotes to the raised marks that stand for them. A footnote whose mark is not found has no label. */
export function linkNotes(regions: readonly Region[]): Region[] {
  const labels = new Set(regions.flatMap(region => (region.label === undefined ? [] : [region.label])))
  if (labels.size === 0) return [...regions]
  const found = new Set<string>()
  const marked = regions.map(region => {
    if (region.category === 'footnote' || !region.runs) return region
    const runs = region.runs.flatMap(run => marksOf(run, labels))
    for (const { footnote } of runs) if (footnote !== undefined) found.add(footnote)
    return { ...region, runs }
  })
  return marked.map(region => {
    if (region.label === undefined || found.has(region.label)) return region
    const { label: _, ...bare } = region
    return bare
  })
}

function marksOf(run: Run, labels: ReadonlySet<string>): Run[] {
  const mark = run.text.trim()
  if (run.script !== 'super' || !labels.has(mark)) return [run]
  const rest = run.text.slice(run.text.indexOf(mark) + mark.length)
  return [{ ...run, text: mark, footnote: mark }, ...(rest === '' ? [] : [{ text: rest }])]
}
