import { useState } from 'react'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words/use-words.ts'

interface AddressSettingProps {
  readonly label: string
  readonly value: string | null
  readonly disabled: boolean
  /** Null for none. */
  readonly onChange: (value: string | null) => void
}

/** The address of a server, or none; it is taken when the field is left. */
export function AddressSetting({ label, value, disabled, onChange }: AddressSettingProps) {
  const { served: words } = useWords()
  const [text, setText] = useState<string | null>(null)
  const address = text?.trim() ?? value ?? ''
  const isRight = address === '' || /^https?:\/\/\S+$/.test(address)
  const take = () => {
    if (text === null || !isRight) return
    setText(null)
    if (address !== (value ?? '')) onChange(address === '' ? null : address)
  }
  return (
    <TextField
      label={label}
      className="field-address"
      value={text ?? value ?? ''}
      placeholder="http://…/v1"
      spellCheck={false}
      disabled={disabled}
      fault={isRight ? null : words.wrongAddress}
      onChange={event => setText(event.target.value)}
      onBlur={take}
      onKeyDown={event => event.key === 'Enter' && take()}
    />
  )
}
