import { FileText, History, ListOrdered, Settings } from 'lucide-react'
import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { useConnection } from '../../state/connection-store.ts'
import { NO_FILTER, useHistory } from '../../state/history-store.ts'
import { type TabName, useSelection } from '../../state/selection-store.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useWords } from '../../words/use-words.ts'
import { Announcer } from './announcer.tsx'
import './frame.css'
import { KeyGate } from './key-gate.tsx'
import { ProgressStrip } from './progress-strip.tsx'
import { StatusDot } from './status-dot.tsx'
import { UndoBar } from './undo-bar.tsx'
import { useShortcuts } from './use-shortcuts.ts'

const TABS = [
  { name: 'quick-process', Sign: FileText },
  { name: 'manual-control', Sign: ListOrdered },
  { name: 'job-history', Sign: History },
] as const satisfies readonly { name: TabName; Sign: unknown }[]

interface FrameProps {
  readonly tabs: Readonly<Record<TabName, ReactNode>>
}

/** What stands around every tab: the tabs themselves, the server's state, what runs, what can be undone. */
export function Frame({ tabs }: FrameProps) {
  const words = useWords()
  const tab = useSelection(state => state.tab)
  const connection = useConnection(state => state.state.kind)
  useShortcuts()
  if (connection === 'key-needed') return <KeyGate />
  return (
    <Tabs.Root
      className="frame"
      value={tab}
      onValueChange={value => showNamed(value)}
      activationMode="manual"
    >
      <header className="frame-head">
        <h1 className="hidden-words">Pageloom</h1>
        <Tabs.List className="frame-tabs" aria-label={words.tabs.label}>
          {TABS.map(({ name, Sign }) => (
            <Tabs.Trigger key={name} value={name} className="frame-tab">
              <Sign aria-hidden="true" />
              <span>{words.tabs[name]}</span>
              {name === 'job-history' && <JobCount />}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <StatusDot />
        <IconButton
          label={words.actions.settings}
          onClick={() => useSelection.getState().showDialog('settings')}
        >
          <Settings />
        </IconButton>
      </header>
      {connection === 'gone' && (
        <p className="frame-banner" role="status">
          {words.server.gone}
        </p>
      )}
      {TABS.map(({ name }) => (
        <Tabs.Content key={name} value={name} className="frame-tab-body" tabIndex={-1} asChild>
          <main>{tabs[name]}</main>
        </Tabs.Content>
      ))}
      <UndoBar />
      <ProgressStrip />
      <Announcer />
    </Tabs.Root>
  )
}

function JobCount() {
  const words = useWords()
  const count = useHistory(state => (state.filter === NO_FILTER ? state.total : 0))
  if (count === 0) return null
  return <span className="frame-count">{new Intl.NumberFormat(words.locale).format(count)}</span>
}

function showNamed(value: string): void {
  const tab = TABS.find(each => each.name === value)
  if (tab) useSelection.getState().showTab(tab.name)
}
