import { RotateCcw } from 'lucide-react'
import type { CallbackLog, Delivery } from '../../src-shared/contract/callback.ts'
import { dateTime } from '../text/format-time.ts'
import type { Words } from '../words/en.ts'
import { useWords } from '../words/use-words.ts'
import { Button } from './button.tsx'
import './callback-panel.css'

interface CallbackPanelProps {
  /** Null while it is not known. */
  readonly log: CallbackLog | null
  readonly hasFailed: boolean
  readonly onSendAgain: (id: number) => void
}

/** The delivery log of a job: where it is posted to, what came of each body, and what can be sent again. */
export function CallbackPanel({ log, hasFailed, onSendAgain }: CallbackPanelProps) {
  const words = useWords()
  if (hasFailed && log === null) return <p role="alert">{words.callbacks.loadFailed}</p>
  if (log === null) return <p className="quiet">{words.callbacks.loading}</p>
  if (log.callback === null) return <p className="quiet">{words.callbacks.none}</p>
  const counts = words.callbacks.counts(log.delivered, log.waiting, log.givenUp)
  return (
    <section className="callbacks" aria-label={words.callbacks.title}>
      <p className="callbacks-url">{log.callback.url}</p>
      <p className="quiet" role="status">
        {counts}
      </p>
      <div className="callbacks-scroll">
        <table className="callbacks-table">
          <caption className="hidden-words">{words.callbacks.title}</caption>
          <thead>
            <tr>
              {(['what', 'state', 'attempts', 'answer', 'next'] as const).map(column => (
                <th key={column} scope="col">
                  {words.callbacks.columns[column]}
                </th>
              ))}
              <th scope="col">
                <span className="hidden-words">{words.actions.more}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {log.deliveries.map(delivery => (
              <DeliveryLine key={delivery.id} delivery={delivery} onSendAgain={onSendAgain} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface DeliveryLineProps {
  readonly delivery: Delivery
  readonly onSendAgain: (id: number) => void
}

function DeliveryLine({ delivery, onSendAgain }: DeliveryLineProps) {
  const words = useWords()
  const what = delivery.page === null ? words.callbacks.completion : words.callbacks.page(delivery.page)
  const next = delivery.state === 'waiting' && delivery.nextAttemptAt !== null && delivery.attempts > 0
  return (
    <tr>
      <th scope="row">{what}</th>
      <td>{words.callbacks.states[delivery.state]}</td>
      <td>{delivery.attempts}</td>
      <td>{answerWords(delivery, words)}</td>
      <td>{next && delivery.nextAttemptAt !== null ? dateTime(delivery.nextAttemptAt, words) : ''}</td>
      <td>
        {delivery.state === 'given-up' && (
          <Button
            look="quiet"
            icon={<RotateCcw aria-hidden="true" />}
            aria-label={words.callbacks.sendAgainOf(what)}
            onClick={() => onSendAgain(delivery.id)}
          >
            {words.callbacks.sendAgain}
          </Button>
        )}
      </td>
    </tr>
  )
}

function answerWords({ lastStatus, lastFailure, lastDetail }: Delivery, words: Words): string {
  if (lastFailure === null || lastFailure === 'answered') {
    return lastStatus === null ? '' : words.callbacks.status(lastStatus)
  }
  return [words.callbacks.failures[lastFailure], lastDetail].filter(Boolean).join(' · ')
}
