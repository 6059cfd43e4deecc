import { useEffect, useMemo, useState } from 'react'
import { NO_FILTER, shownJobs, useHistory } from '../../state/history-store.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../words/use-words.ts'
import { EmptyHistory } from './empty-history.tsx'
import { HistoryBar } from './history-bar.tsx'
import { HistoryTable } from './history-table.tsx'
import './job-history.css'
import { usePicked } from './use-picked.ts'

const MINUTE_MS = 60_000

/** Every job there is, whoever sent it. */
export function JobHistory() {
  const words = useWords()
  const { jobs, filter, sort, hidden, status, total } = useHistory()
  const now = useNow()
  const rows = useMemo(
    () => shownJobs({ jobs, filter, sort, hidden }, now),
    [jobs, filter, sort, hidden, now],
  )
  const picked = usePicked(rows)
  const isFiltered =
    filter !== NO_FILTER && (filter.search !== '' || filter.state !== 'any' || filter.hours !== null)
  if (status === 'failed' && jobs.length === 0)
    return (
      <div className="history-empty" role="alert">
        <p>{words.history.loadFailed}</p>
        <Button onClick={() => void useHistory.getState().reload()}>{words.actions.tryAgain}</Button>
      </div>
    )
  if (status === 'loading' && jobs.length === 0)
    return <p className="history-empty quiet">{words.history.loading}</p>
  if (rows.length === 0 && !isFiltered) return <EmptyHistory />
  return (
    <div className="history">
      <HistoryBar picked={picked.jobs} count={filter.hours === null ? total - hidden.size : rows.length} />
      {rows.length === 0 ? (
        <div className="history-empty">
          <h2>{words.history.noMatchTitle}</h2>
          <p className="quiet">{words.history.noMatchText}</p>
          <Button onClick={() => useHistory.getState().setFilter(NO_FILTER)}>
            {words.history.clearFilters}
          </Button>
        </div>
      ) : (
        <HistoryTable rows={rows} picked={picked} />
      )}
    </div>
  )
}

/** The time, to the minute. */
function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
