import { Download, Eye } from 'lucide-react'
import { useState } from 'react'
import { ApiProblem } from '../../../src-shared/client/api-problem.ts'
import type { Problem } from '../../../src-shared/contract/problem.ts'
import { EXPORT_FORMATS, type ExportFormat } from '../../../src-shared/contract/routes.ts'
import { api } from '../../state/api.ts'
import { saveResult } from '../../state/save-result.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useUploads } from '../../state/uploads-store.ts'
import { isPageRange } from '../../text/is-page-range.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words/use-words.ts'
import { downloadLine } from './curl-lines.ts'
import { StepCard } from './step-card.tsx'

const FORMATS = Object.keys(EXPORT_FORMATS).filter((name): name is ExportFormat => name in EXPORT_FORMATS)

interface DownloadCardProps {
  readonly serverUrl: string
  readonly jobId: string
}

/** Step 3: the result, in a format. */
export function DownloadCard({ serverUrl, jobId }: DownloadCardProps) {
  const words = useWords()
  const [format, setFormat] = useState<ExportFormat>('md')
  const [pages, setPages] = useState('')
  const [saved, setSaved] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null | undefined>(undefined)
  const attempt = async (work: () => Promise<void>) => {
    setSaved(null)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error.problem : null)
    }
  }
  const download = () =>
    attempt(async () => {
      // The server says whether there is a result before a place for it is asked for.
      const [job] = await Promise.all([api.getJob(jobId), checkResult(jobId, format, pages)])
      const result = await saveResult(job, format, pages)
      if (result) setSaved(result.name)
    })
  const open = () =>
    attempt(async () => {
      const job = await api.getJob(jobId)
      useUploads.getState().addJob(job.id, job.name)
      useSelection.getState().openJob(job.id)
      useSelection.getState().showTab('quick-process')
    })
  return (
    <StepCard
      number={3}
      title={words.manual.downloadTitle}
      text={words.manual.downloadText}
      curl={downloadLine(serverUrl, jobId, { format, pages })}
    >
      <div className="step-row">
        <Choice
          label={words.manual.format}
          value={format}
          options={FORMATS.map(value => ({ value, words: words.result.saveAs[value] }))}
          onChange={setFormat}
        />
        <TextField
          label={words.pageRange.label}
          className="field-short"
          value={pages}
          placeholder={words.pageRange.all}
          title={words.pageRange.hint}
          fault={isPageRange(pages) ? null : words.pageRange.wrong}
          onChange={event => setPages(event.target.value)}
        />
        <Button
          look="main"
          icon={<Download aria-hidden="true" />}
          disabled={jobId === ''}
          onClick={() => void download()}
        >
          {words.manual.download}
        </Button>
        <Button icon={<Eye aria-hidden="true" />} disabled={jobId === ''} onClick={() => void open()}>
          {words.manual.view}
        </Button>
        {saved !== null && <output className="quiet">{words.result.saved(saved)}</output>}
      </div>
      {problem !== undefined && <FaultNote problem={problem} />}
    </StepCard>
  )
}

/** Throws what the server says when there is no such result. */
async function checkResult(jobId: string, format: ExportFormat, pages: string): Promise<void> {
  const reply = await api.getResult(jobId, { format, ...(pages === '' ? {} : { pages }) })
  await reply.body?.cancel()
}
