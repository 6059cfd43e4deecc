import { KeyRound } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useConnection } from '../../state/connection-store.ts'
import { openSessionWithKey } from '../../state/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words/use-words.ts'

/** What a browser without a session sees: a place for the key. */
export function KeyGate() {
  const words = useWords()
  const state = useConnection(connection => connection.state)
  const [key, setKey] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  const enter = (event: FormEvent) => {
    event.preventDefault()
    openSessionWithKey(key.trim()).then(
      () => location.reload(),
      () => setIsWrong(true),
    )
  }
  const isOld = state.kind === 'key-needed' && state.why === 'code-old'
  return (
    <main className="key-gate">
      <KeyRound aria-hidden="true" />
      <h1>{words.server.keyTitle}</h1>
      <p className="quiet">{isOld ? words.server.keyOld : words.server.keyText}</p>
      <form onSubmit={enter}>
        <TextField
          label={words.server.keyLabel}
          type="password"
          autoComplete="off"
          value={key}
          fault={isWrong ? words.server.keyWrong : null}
          onChange={event => setKey(event.target.value)}
        />
        <Button look="main" type="submit" disabled={key.trim() === ''}>
          {words.server.keyEnter}
        </Button>
      </form>
    </main>
  )
}
