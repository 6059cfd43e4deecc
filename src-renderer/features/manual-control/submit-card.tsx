import { Copy, FileUp } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { RECOGNITION_MODES, type RecognitionMode } from '../../../src-shared/contract/engine.ts'
import { DEFAULT_PROMPT, DPI_RANGE } from '../../../src-shared/contract/job.ts'
import type { Problem } from '../../../src-shared/contract/problem.ts'
import type { SubmitFields } from '../../../src-shared/contract/routes.ts'
import { useJobs } from '../../state/jobs-store.ts'
import { newKey } from '../../state/new-key.ts'
import { sendFile } from '../../state/send-file.ts'
import { isPageRange } from '../../text/is-page-range.ts'
import { shortenMiddle } from '../../text/shorten-middle.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { FaultNote } from '../../ui/fault-note.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useCopied } from '../../ui/use-copied.ts'
import { useWords } from '../../words/use-words.ts'
import { submitLine } from './curl-lines.ts'
import { StepCard } from './step-card.tsx'

interface SubmitCardProps {
  readonly serverUrl: string
  readonly onSubmitted: (jobId: string) => void
}

type Progress =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'accepted'; readonly jobId: string }
  | { readonly kind: 'refused'; readonly problem: Problem | null }

const NAME_LENGTH = 40

/** Step 1: a file and how to read it; the reply is a job id. */
export function SubmitCard({ serverUrl, onSubmitted }: SubmitCardProps) {
  const words = useWords()
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [mode, setMode] = useState<RecognitionMode>('balanced')
  const [pages, setPages] = useState('')
  const [dpi, setDpi] = useState('')
  const [prompt, setPrompt] = useState<string>(DEFAULT_PROMPT)
  const [password, setPassword] = useState('')
  const [progress, setProgress] = useState<Progress>({ kind: 'idle' })
  const { copied, copy } = useCopied()
  const fields: SubmitFields = {
    mode,
    ...(pages === '' ? {} : { pages }),
    ...(dpi === '' ? {} : { dpi: Number(dpi) }),
    ...(prompt === DEFAULT_PROMPT ? {} : { prompt }),
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!file) return
    setProgress({ kind: 'sending' })
    const outcome = await sendFile({
      file,
      fields: { ...fields, ...(password === '' ? {} : { password }) },
      uploadKey: newKey(),
      onProgress: () => undefined,
      signal: new AbortController().signal,
    })
    if (outcome.kind === 'accepted') {
      useJobs.getState().put([outcome.job])
      onSubmitted(outcome.job.id)
      setProgress({ kind: 'accepted', jobId: outcome.job.id })
    } else setProgress({ kind: 'refused', problem: outcome.kind === 'refused' ? outcome.problem : null })
  }
  const shownFields = password === '' ? fields : { ...fields, password: '…' }
  return (
    <StepCard
      number={1}
      title={words.manual.submitTitle}
      text={words.manual.submitText}
      curl={submitLine(serverUrl, shownFields, file?.name ?? 'FILE.pdf')}
    >
      <form className="step-form" onSubmit={event => void submit(event)}>
        <div className="step-row">
          <Button icon={<FileUp aria-hidden="true" />} onClick={() => input.current?.click()}>
            {words.manual.chooseFile}
          </Button>
          <span className="quiet" title={file?.name}>
            {file ? shortenMiddle(file.name, NAME_LENGTH) : words.manual.noFile}
          </span>
          <input
            ref={input}
            type="file"
            hidden
            data-testid="manual-file"
            onChange={event => setFile(event.target.files?.[0] ?? null)}
          />
        </div>
        <div className="step-row">
          <Choice
            label={words.mode.label}
            value={mode}
            options={RECOGNITION_MODES.map(value => ({ value, words: words.mode[value] }))}
            onChange={setMode}
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
          <TextField
            label={words.manual.dpi}
            className="field-short"
            type="number"
            min={DPI_RANGE.minimum}
            max={DPI_RANGE.maximum}
            value={dpi}
            placeholder={words.manual.dpiAuto}
            onChange={event => setDpi(event.target.value)}
          />
        </div>
        <div className="step-row">
          <TextField
            label={words.manual.prompt}
            className="field-long"
            value={prompt}
            onChange={event => setPrompt(event.target.value)}
          />
          <TextField
            label={words.manual.password}
            type="password"
            autoComplete="off"
            value={password}
            onChange={event => setPassword(event.target.value)}
          />
        </div>
        <div className="step-row">
          <Button look="main" type="submit" disabled={!file || progress.kind === 'sending'}>
            {progress.kind === 'sending' ? words.manual.submitting : words.manual.submit}
          </Button>
          {progress.kind === 'accepted' && (
            <output className="step-id">
              <code>{progress.jobId}</code>
              <IconButton
                label={copied ? words.actions.copied : words.manual.copyId}
                onClick={() => copy(progress.jobId)}
              >
                <Copy />
              </IconButton>
            </output>
          )}
        </div>
        {progress.kind === 'refused' && <FaultNote problem={progress.problem} />}
      </form>
    </StepCard>
  )
}
