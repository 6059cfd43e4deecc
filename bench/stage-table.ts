import type { Timings } from '../src-shared/contract/page.ts'
import { textTable } from './text-table.ts'

/** Mean milliseconds a page: a row for each stage in the order of the work, a column for each mode, the total below. */
export function stageTable(modes: readonly (readonly [name: string, timings: readonly Timings[]])[]): string {
  const names = modes.flatMap(([, timings]) => timings.flatMap(each => Object.keys(each)))
  const stages = [...new Set(names)].filter(name => name !== 'total')
  const row = (stage: string) => [stage, ...modes.map(([, timings]) => meanOf(timings, stage).toFixed(1))]
  return textTable([['ms a page', ...modes.map(([name]) => name)], ...[...stages, 'total'].map(row)])
}

function meanOf(timings: readonly Timings[], stage: string): number {
  const sum = timings.reduce((total, each) => total + (each[stage] ?? 0), 0)
  return timings.length === 0 ? 0 : sum / timings.length
}
