// biome-ignore-all lint/a11y/useSemanticElements: a <table> can't be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react'
import type { Job } from '../../../src-shared/contract/job.ts'
import { useDeletions } from '../../state/deletions-store.ts'
import { useHistory } from '../../state/history-store.ts'
import { useWords } from '../../words/use-words.ts'
import { HistoryHead } from './history-head.tsx'
import { HistoryRow } from './history-row.tsx'
import { openJob } from './job-deeds.ts'
import type { Picked } from './use-picked.ts'

const ROW_PX = 34
/** More rows are asked for when so many are left below the view. */
const AHEAD = 200

interface HistoryTableProps {
  readonly rows: readonly Job[]
  readonly picked: Picked
}

/** The jobs as a table; only the rows in view are drawn, and the next ones are fetched as they come near. */
export function HistoryTable({ rows, picked }: HistoryTableProps) {
  const words = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const more = useHistory(state => state.nextCursor !== null)
  const total = useHistory(state => state.total)
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  })
  const items = lines.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && last + AHEAD > rows.length) void useHistory.getState().loadMore()
  }, [more, last, rows.length])
  const filter = useHistory(state => state.filter)
  const sort = useHistory(state => state.sort)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order or choice begins at the top
  useEffect(() => lines.scrollToOffset(0), [filter, sort])
  const go = (to: number, how: 'only' | 'range') => {
    const index = Math.min(rows.length - 1, Math.max(0, to))
    picked.pick(index, how)
    lines.scrollToIndex(index)
  }
  const press = (event: KeyboardEvent) => {
    // The buttons in the head keep their keys.
    if (event.target !== event.currentTarget) return
    const how = event.shiftKey ? 'range' : 'only'
    const page = Math.floor((frame.current?.clientHeight ?? ROW_PX) / ROW_PX) - 1
    const current = rows[picked.at]
    if (event.key === 'ArrowDown') go(picked.at + 1, how)
    else if (event.key === 'ArrowUp') go(picked.at - 1, how)
    else if (event.key === 'PageDown') go(picked.at + page, how)
    else if (event.key === 'PageUp') go(picked.at - page, how)
    else if (event.key === 'Home') go(0, how)
    else if (event.key === 'End') go(rows.length - 1, how)
    else if (event.key === 'Enter' && current) openJob(current)
    else if (event.key === ' ') picked.pick(picked.at, 'toggle')
    else if (event.key === 'Delete' && picked.jobs.length > 0)
      useDeletions.getState().remove(picked.jobs.map(job => job.id))
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) picked.pickAll()
    else return
    event.preventDefault()
  }
  const click = (event: MouseEvent, index: number) =>
    picked.pick(index, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')
  const isDrawn = items.some(item => item.index === picked.at)
  return (
    <div
      className="history-table"
      ref={frame}
      role="grid"
      tabIndex={0}
      aria-label={words.history.label}
      aria-multiselectable="true"
      aria-rowcount={total + 1}
      aria-activedescendant={isDrawn ? `job-${picked.at}` : undefined}
      onKeyDown={press}
    >
      <HistoryHead />
      <div className="history-room" role="rowgroup" style={{ height: lines.getTotalSize() }}>
        {items.map(item => {
          const job = rows[item.index]
          return (
            job && (
              <HistoryRow
                key={job.id}
                job={job}
                index={item.index}
                top={item.start}
                isPicked={picked.ids.has(job.id)}
                isCurrent={item.index === picked.at}
                onClick={click}
              />
            )
          )
        })}
      </div>
    </div>
  )
}
