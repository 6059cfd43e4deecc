import type { ReactNode } from 'react'
import './choice.css'

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly words: string }[]
  readonly onChange: (value: Value) => void
  readonly disabled?: boolean
  /** Leaves the label to readers of the screen only. */
  readonly hideLabel?: boolean
  readonly title?: string | undefined
}

/** One of a few values, with its name before it. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): ReactNode {
  const pick = (text: string) => {
    const option = props.options.find(each => each.value === text)
    if (option) props.onChange(option.value)
  }
  return (
    <label className="choice" title={props.title}>
      <span className={props.hideLabel ? 'hidden-words' : 'choice-label'}>{props.label}</span>
      <select
        className="choice-select"
        value={props.value}
        disabled={props.disabled}
        onChange={event => pick(event.target.value)}
      >
        {props.options.map(option => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </label>
  )
}
