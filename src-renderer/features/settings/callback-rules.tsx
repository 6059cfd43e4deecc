import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWords } from '../../words/use-words.ts'

interface CallbackRulesProps {
  readonly rules: readonly string[]
  /** Why they can't be changed here; null when they can. */
  readonly fixed: string | null
  readonly onChange: (rules: string[]) => void
}

/** Hosts and networks of one's own that callbacks may go to. */
export function CallbackRules({ rules, fixed, onChange }: CallbackRulesProps) {
  const words = useWords()
  const [text, setText] = useState('')
  const add = (event: FormEvent) => {
    event.preventDefault()
    const rule = text.trim()
    if (rule === '') return
    if (!rules.includes(rule)) onChange([...rules, rule])
    setText('')
  }
  return (
    <section className="settings-part">
      <h3>{words.callbacks.rules}</h3>
      <p className="quiet">{words.callbacks.rulesText}</p>
      {rules.length > 0 && (
        <ul className="callback-rules" aria-label={words.callbacks.rules}>
          {rules.map(rule => (
            <li key={rule} className="callback-rule">
              <code>{rule}</code>
              {fixed === null && (
                <IconButton
                  label={words.callbacks.removeRule(rule)}
                  onClick={() => onChange(rules.filter(other => other !== rule))}
                >
                  <X />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {fixed === null ? (
        <form className="setting-row callback-new" onSubmit={add}>
          <TextField
            label={words.callbacks.newRule}
            value={text}
            placeholder="scans.lan:9000"
            spellCheck={false}
            onChange={event => setText(event.target.value)}
          />
          <Button type="submit" disabled={text.trim() === ''}>
            {words.callbacks.addRule}
          </Button>
        </form>
      ) : (
        <p className="setting-note quiet">{fixed}</p>
      )}
    </section>
  )
}
