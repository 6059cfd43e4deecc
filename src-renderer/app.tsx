import { useEffect } from 'react'
import { Frame } from './features/frame/frame.tsx'
import { JobHistory } from './features/job-history/job-history.tsx'
import { ManualControl } from './features/manual-control/manual-control.tsx'
import { QuickProcess } from './features/quick-process/quick-process.tsx'
import { About } from './features/settings/about.tsx'
import { SettingsDialog } from './features/settings/settings-dialog.tsx'
import { Shortcuts } from './features/settings/shortcuts.tsx'
import { OpenJob } from './open-job.tsx'
import { useChoices } from './state/choices-store.ts'
import { useWords } from './words/use-words.ts'

/** The whole window. */
export function App() {
  const words = useWords()
  const theme = useChoices(state => state.theme)
  useEffect(() => {
    document.documentElement.lang = words.locale
    document.documentElement.dataset.theme = theme
  }, [words, theme])
  return (
    <>
      <Frame
        tabs={{
          'quick-process': <QuickProcess openJob={<OpenJob />} />,
          'manual-control': <ManualControl />,
          'job-history': <JobHistory />,
        }}
      />
      <SettingsDialog />
      <About />
      <Shortcuts />
    </>
  )
}
