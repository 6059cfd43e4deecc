import { useEffect, useState } from 'react'
import type { Bridge, ClosingChoice } from '../../../src-shared/contract/bridge.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { useWords } from '../../words/use-words.ts'
import { SettingRow } from './setting-row.tsx'

const CLOSING = ['ask', 'background', 'stop'] as const satisfies readonly ClosingChoice[]

interface DesktopSettingsProps {
  readonly bridge: Bridge
  readonly dataDir: string
}

/** What only the desktop program can change: where its data lie and what closing the window does. */
export function DesktopSettings({ bridge, dataDir }: DesktopSettingsProps) {
  const words = useWords()
  const [next, setNext] = useState<string | null>(null)
  const [closing, setClosing] = useState<ClosingChoice>('ask')
  useEffect(() => {
    void bridge.closingChoice().then(setClosing)
  }, [bridge])
  const chooseClosing = (choice: ClosingChoice) => {
    setClosing(choice)
    void bridge.setClosingChoice(choice)
  }
  const chooseDataDir = () => void bridge.chooseDataDir().then(path => path !== null && setNext(path))
  return (
    <section className="settings-part">
      <h3>{words.settings.dataDir}</h3>
      <SettingRow note={next === null ? null : words.settings.dataDirNext(next)}>
        <code className="setting-path">{dataDir}</code>
        <Button onClick={chooseDataDir}>{words.settings.changeDataDir}</Button>
      </SettingRow>
      <SettingRow>
        <Choice
          label={words.settings.closing}
          value={closing}
          options={CLOSING.map(value => ({ value, words: words.settings.closingChoices[value] }))}
          onChange={chooseClosing}
        />
      </SettingRow>
    </section>
  )
}
