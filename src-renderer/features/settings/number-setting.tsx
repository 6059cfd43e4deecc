import { useState } from 'react'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words/use-words.ts'

interface NumberSettingProps {
  readonly label: string
  readonly value: number
  readonly disabled: boolean
  readonly onChange: (value: number) => void
}

/** A whole number of at least one; it is taken when the field is left. */
export function NumberSetting({ label, value, disabled, onChange }: NumberSettingProps) {
  const words = useWords()
  const [text, setText] = useState<string | null>(null)
  const number = Number(text)
  const isRight = text === null || (Number.isInteger(number) && number >= 1)
  const take = () => {
    if (text === null || !isRight) return
    setText(null)
    if (number !== value) onChange(number)
  }
  return (
    <TextField
      label={label}
      type="number"
      min={1}
      className="field-short"
      value={text ?? String(Math.round(value * 100) / 100)}
      disabled={disabled}
      fault={isRight ? null : words.settings.wrongNumber}
      onChange={event => setText(event.target.value)}
      onBlur={take}
      onKeyDown={event => event.key === 'Enter' && take()}
    />
  )
}
