import type { ReactNode } from 'react'
import { CurlLine } from './curl-line.tsx'

interface StepCardProps {
  readonly number: number
  readonly title: string
  readonly text: string
  /** The same call for a terminal. */
  readonly curl: string
  readonly children: ReactNode
}

/** One numbered step. */
export function StepCard({ number, title, text, curl, children }: StepCardProps) {
  return (
    <section className="step" aria-labelledby={`step-${number}`}>
      <header className="step-head">
        <span className="step-number" aria-hidden="true">
          {number}
        </span>
        <h2 id={`step-${number}`}>{title}</h2>
        <p className="quiet">{text}</p>
      </header>
      <div className="step-body">{children}</div>
      <CurlLine line={curl} />
    </section>
  )
}
