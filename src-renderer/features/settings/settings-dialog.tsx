import { useEffect, useState } from 'react'
import { bridge } from '../../state/bridge.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useSettings } from '../../state/settings-store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useWords } from '../../words/use-words.ts'
import { DesktopSettings } from './desktop-settings.tsx'
import { ServerSettings } from './server-settings.tsx'
import './settings.css'
import { WindowSettings } from './window-settings.tsx'

/** What can be set, each with the words that say what it does. */
export function SettingsDialog() {
  const words = useWords()
  const isOpen = useSelection(state => state.dialog === 'settings')
  const reply = useSettings(state => state.reply)
  const [hasFailed, setHasFailed] = useState(false)
  useEffect(() => {
    if (isOpen)
      useSettings
        .getState()
        .load()
        .catch(() => undefined)
  }, [isOpen])
  return (
    <Dialog
      title={words.settings.title}
      isOpen={isOpen}
      onClose={() => useSelection.getState().showDialog(null)}
    >
      <div className="settings">
        {hasFailed && (
          <p role="alert" className="settings-fault">
            {words.settings.notSaved}
          </p>
        )}
        <WindowSettings />
        {reply && (
          <ServerSettings
            reply={reply}
            onChange={patch =>
              void useSettings
                .getState()
                .change(patch)
                .then(
                  () => setHasFailed(false),
                  () => setHasFailed(true),
                )
            }
          />
        )}
        {bridge && <DesktopSettings bridge={bridge} dataDir={reply?.dataDir ?? ''} />}
        <section className="settings-part">
          <h3>{words.settings.lan}</h3>
          <p className="quiet">{words.settings.lanText}</p>
        </section>
        <footer className="settings-part settings-more">
          <Button look="quiet" onClick={() => useSelection.getState().showDialog('shortcuts')}>
            {words.actions.shortcuts}
          </Button>
          <Button look="quiet" onClick={() => useSelection.getState().showDialog('about')}>
            {words.actions.about}
          </Button>
        </footer>
      </div>
    </Dialog>
  )
}
