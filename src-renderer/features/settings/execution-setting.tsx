import {
  type Execution,
  type ExecutionProvider,
  type ExecutionWish,
  PROVIDER_NAMES,
} from '../../../src-shared/contract/execution.ts'
import { Choice } from '../../ui/choice.tsx'
import { useWords } from '../../words/use-words.ts'

interface ExecutionSettingProps {
  readonly wish: ExecutionWish
  readonly execution: Execution
  readonly disabled: boolean
  readonly onChange: (wish: ExecutionWish) => void
}

/** What pages are read on, why, and what came of trying the others. */
export function ExecutionSetting({ wish, execution, disabled, onChange }: ExecutionSettingProps) {
  const { execution: words } = useWords()
  return (
    <>
      <Choice
        label={words.label}
        value={wish}
        disabled={disabled}
        options={[
          { value: 'auto', words: words.auto },
          ...providersOf(wish, execution).map(value => ({ value, words: PROVIDER_NAMES[value] })),
        ]}
        onChange={onChange}
      />
      <p className="setting-note quiet">
        {words.now(PROVIDER_NAMES[execution.provider])} {words.reason(execution.reason)}
      </p>
      {execution.candidates
        .filter(({ verdict }) => verdict.kind !== 'untried')
        .map(({ provider, verdict }) => (
          <p key={provider} className="setting-note quiet">
            {PROVIDER_NAMES[provider]}: {words.verdict(verdict)}
          </p>
        ))}
    </>
  )
}

/** The CPU, what the server's system could have, and what is set already. */
function providersOf(wish: ExecutionWish, { candidates }: Execution): readonly ExecutionProvider[] {
  const known: ExecutionProvider[] = ['cpu', ...candidates.map(({ provider }) => provider)]
  return wish === 'auto' || known.includes(wish) ? known : [...known, wish]
}
