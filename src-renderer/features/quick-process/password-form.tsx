import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type QueueRow, useUploads } from '../../state/uploads-store.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words/use-words.ts'

interface PasswordFormProps {
  readonly row: QueueRow
  readonly isWrong: boolean
}

/** Asks for the password of a protected document, in its own line of the queue. */
export function PasswordForm({ row, isWrong }: PasswordFormProps) {
  const words = useWords()
  const [password, setPassword] = useState('')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    // A person who is at work elsewhere in the window is not torn away.
    if (document.activeElement === document.body) field.current?.focus()
  }, [])
  const open = (event: FormEvent) => {
    event.preventDefault()
    useUploads.getState().sendAgain(row.key, password)
  }
  return (
    <form className="queue-password" onSubmit={open}>
      <TextField
        ref={field}
        label={words.quick.passwordFor(row.name)}
        hideLabel
        placeholder={words.manual.password}
        type="password"
        autoComplete="off"
        value={password}
        fault={isWrong ? words.quick.passwordWrong : null}
        onChange={event => setPassword(event.target.value)}
      />
      <Button type="submit" disabled={password === ''}>
        {words.quick.passwordOpen}
      </Button>
    </form>
  )
}
