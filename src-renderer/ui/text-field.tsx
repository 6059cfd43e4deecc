import type { InputHTMLAttributes, Ref } from 'react'
import './choice.css'

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  readonly label: string
  readonly hideLabel?: boolean
  /** What is wrong with the text, shown under it. */
  readonly fault?: string | null
  readonly ref?: Ref<HTMLInputElement>
}

/** A line of text with its name. */
export function TextField({
  label,
  hideLabel = false,
  fault = null,
  className = '',
  ...rest
}: TextFieldProps) {
  return (
    <label className={`field ${className}`}>
      <span className={hideLabel ? 'hidden-words' : 'choice-label'}>{label}</span>
      <input className="field-input" aria-invalid={fault !== null} {...rest} />
      {fault !== null && (
        <span className="field-fault" role="alert">
          {fault}
        </span>
      )}
    </label>
  )
}
