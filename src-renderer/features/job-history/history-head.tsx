// biome-ignore-all lint/a11y/useSemanticElements: a <table> can't be virtual
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type HistoryColumn, useHistory } from '../../state/history-store.ts'
import { useWords } from '../../words/use-words.ts'

const COLUMNS = [
  'state',
  'name',
  'pages',
  'when',
  'took',
  'origin',
  'size',
] as const satisfies readonly HistoryColumn[]

/** The names of the columns; a press sorts. */
export function HistoryHead() {
  const words = useWords()
  const { sort, setSort } = useHistory()
  const Arrow = sort.descending ? ArrowDown : ArrowUp
  const sortBy = (column: HistoryColumn) =>
    setSort({ column, descending: sort.column === column ? !sort.descending : column === 'when' })
  return (
    <div className="history-head" role="rowgroup">
      <div className="history-line" role="row" aria-rowindex={1}>
        {COLUMNS.map(column => (
          <div
            key={column}
            className={`cell cell-${column}`}
            role="columnheader"
            aria-sort={sort.column === column ? (sort.descending ? 'descending' : 'ascending') : 'none'}
          >
            <button
              type="button"
              className="history-sort"
              title={words.history.sortBy(words.history.columns[column])}
              onClick={() => sortBy(column)}
            >
              {words.history.columns[column]}
              {sort.column === column && <Arrow aria-hidden="true" />}
            </button>
          </div>
        ))}
      </div>
    </div>
  )
}
