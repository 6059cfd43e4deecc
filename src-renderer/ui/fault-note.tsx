import type { Problem, ProblemCode } from '../../src-shared/contract/problem.ts'
import { useWords } from '../words/use-words.ts'
import { Button } from './button.tsx'
import { copyText } from './copy-text.ts'
import './fault-note.css'

interface FaultNoteProps {
  /** Null when nobody knows the cause, e.g. because the server did not answer. */
  readonly problem: (Pick<Problem, 'detail' | 'requestId'> & { readonly code: ProblemCode }) | null
  readonly onRetry?: (() => void) | undefined
}

/** What happened and what to do; the technical side stands under Details. */
export function FaultNote({ problem, onRetry }: FaultNoteProps) {
  const words = useWords()
  const details = problem
    ? [words.code(problem.code), problem.detail, problem.requestId && words.requestId(problem.requestId)]
        .filter(line => line)
        .join('\n')
    : null
  return (
    <div className="fault-note">
      <p>{problem ? words.problem(problem.code) : words.somethingFailed}</p>
      {onRetry && <Button onClick={onRetry}>{words.actions.tryAgain}</Button>}
      {details !== null && (
        <details className="fault-details">
          <summary>{words.actions.details}</summary>
          <pre>{details}</pre>
          <Button onClick={() => void copyText(details)}>{words.actions.copyDetails}</Button>
        </details>
      )}
    </div>
  )
}
