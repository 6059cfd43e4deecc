import { Tabs } from 'radix-ui'
import { useState } from 'react'
import type { Job } from '../../../src-shared/contract/job.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../../../src-shared/contract/routes.ts'
import { useWords } from '../../words/use-words.ts'
import { ResultActions } from './result-actions.tsx'
import { ResultFooter } from './result-footer.tsx'
import './result-view.css'
import { TextList } from './text-list.tsx'
import { useDoubtful } from './use-doubtful.ts'

const VIEWS = ['md', 'txt', 'json'] as const satisfies readonly ExportFormat[]

interface ResultViewProps {
  readonly job: Job
}

/** What was read, page by page as it comes, as Markdown, text or JSON. */
export function ResultView({ job }: ResultViewProps) {
  const words = useWords()
  const [view, setView] = useState<ExportFormat>('md')
  const doubtful = useDoubtful(job)
  return (
    <Tabs.Root
      className="result-view"
      value={view}
      onValueChange={value => isFormat(value) && setView(value)}
    >
      <div className="pane-bar">
        <Tabs.List className="view-tabs" aria-label={words.result.views}>
          {VIEWS.map(format => (
            <Tabs.Trigger key={format} value={format} className="view-tab">
              {words.result.view[format]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <span className="pane-gap" />
        <ResultActions job={job} view={view} />
      </div>
      {VIEWS.map(format => (
        <Tabs.Content key={format} value={format} className="view-body" tabIndex={-1}>
          <TextList job={job} view={format} doubtful={doubtful.current} />
        </Tabs.Content>
      ))}
      <ResultFooter job={job} doubtfulCount={doubtful.count} onNextDoubtful={doubtful.next} />
    </Tabs.Root>
  )
}

const isFormat = (value: string): value is ExportFormat => value in EXPORT_FORMATS
