import { ChevronDown, Eye, RotateCcw, Save, Search, Trash2 } from 'lucide-react'
import type { Job, JobState } from '../../../src-shared/contract/job.ts'
import { isAtRest } from '../../../src-shared/contract/job-transitions.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../../../src-shared/contract/routes.ts'
import { useDeletions } from '../../state/deletions-store.ts'
import { isNewestFirst, useHistory } from '../../state/history-store.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Menu, MenuChoice } from '../../ui/menu.tsx'
import { useWords } from '../../words/use-words.ts'
import { CallbacksButton } from './callbacks-button.tsx'
import { openJob, retryJobs, saveJobs } from './job-deeds.ts'

const FORMATS = Object.keys(EXPORT_FORMATS).filter((name): name is ExportFormat => name in EXPORT_FORMATS)
const STATES = [
  'queued',
  'processing',
  'paused',
  'completed',
  'failed',
  'cancelled',
] as const satisfies readonly JobState[]
const TIMES = [
  { value: 'any', hours: null },
  { value: 'today', hours: 24 },
  { value: 'week', hours: 168 },
  { value: 'month', hours: 720 },
] as const

interface HistoryBarProps {
  readonly picked: readonly Job[]
  readonly count: number
}

/** Search and filters; with rows selected, what can be done with them. */
export function HistoryBar({ picked, count }: HistoryBarProps) {
  const words = useWords()
  const { filter, setFilter, sort, isLoadingMore } = useHistory()
  const isGathering = isLoadingMore && !isNewestFirst(sort)
  const timeWords = {
    any: words.history.anyTime,
    today: words.history.today,
    week: words.history.week,
    month: words.history.month,
  }
  const first = picked[0]
  const hasText = picked.some(job => job.donePages > job.failedPages)
  const canRetry = picked.some(job => isAtRest(job.state) && job.failedPages > 0)
  return (
    <div className="history-bar">
      <label className="history-search">
        <Search aria-hidden="true" />
        <span className="hidden-words">{words.history.search}</span>
        <input
          type="search"
          value={filter.search}
          placeholder={words.history.search}
          onChange={event => setFilter({ search: event.target.value })}
        />
      </label>
      <Choice
        label={words.history.state}
        hideLabel
        value={filter.state}
        options={[
          { value: 'any' as const, words: words.history.anyState },
          ...STATES.map(value => ({ value, words: words.state[value] })),
        ]}
        onChange={state => setFilter({ state })}
      />
      <Choice
        label={words.history.time}
        hideLabel
        value={TIMES.find(time => time.hours === filter.hours)?.value ?? 'any'}
        options={TIMES.map(({ value }) => ({ value, words: timeWords[value] }))}
        onChange={value => setFilter({ hours: TIMES.find(time => time.value === value)?.hours ?? null })}
      />
      <span className="history-count quiet" role="status">
        {isGathering
          ? words.history.loading
          : picked.length > 1
            ? words.history.selected(picked.length)
            : words.history.total(count)}
      </span>
      <div className="history-deeds">
        <Button
          icon={<Eye aria-hidden="true" />}
          disabled={picked.length !== 1}
          onClick={() => first && openJob(first)}
        >
          {words.actions.open}
        </Button>
        <Menu
          trigger={
            <Button icon={<Save aria-hidden="true" />} disabled={!hasText}>
              {words.history.saveAs}
              <ChevronDown aria-hidden="true" />
            </Button>
          }
        >
          {FORMATS.map(format => (
            <MenuChoice key={format} onPick={() => void saveJobs(picked, format)}>
              {words.result.saveAs[format]}
            </MenuChoice>
          ))}
        </Menu>
        {picked.length === 1 && first?.origin === 'dialect-d' && <CallbacksButton jobId={first.id} />}
        <Button
          icon={<RotateCcw aria-hidden="true" />}
          disabled={!canRetry}
          title={words.history.retry}
          onClick={() => void retryJobs(picked)}
        >
          <span className="history-long">{words.history.retry}</span>
          <span className="history-short">{words.actions.tryAgain}</span>
        </Button>
        <Button
          icon={<Trash2 aria-hidden="true" />}
          disabled={picked.length === 0}
          onClick={() => useDeletions.getState().remove(picked.map(job => job.id))}
        >
          {words.history.delete}
        </Button>
      </div>
    </div>
  )
}
