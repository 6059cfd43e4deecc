import { bridge } from '../../state/bridge.ts'
import { useSelection } from '../../state/selection-store.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useWords } from '../../words/use-words.ts'
import './settings.css'

const isMac =
  (bridge?.platform ?? navigator.platform).toLowerCase().startsWith('mac') || bridge?.platform === 'darwin'
const MOD = isMac ? '⌘' : 'Ctrl'

/** The keys that do something. */
export function Shortcuts() {
  const words = useWords()
  const isOpen = useSelection(state => state.dialog === 'shortcuts')
  const rows: readonly (readonly [string, string])[] = [
    [`${MOD} + 1 … 3`, words.shortcuts.tabs],
    [`${MOD} + O`, words.shortcuts.choose],
    [`${MOD} + V`, words.shortcuts.paste],
    [`${MOD} + S`, words.shortcuts.save],
    ['Alt + PgUp / PgDn', words.shortcuts.pages],
    ['F8', words.shortcuts.doubtful],
    ['↑ ↓ Home End', words.shortcuts.rows],
    ['Shift + ↑ ↓', words.shortcuts.select],
    [`${MOD} + A`, words.shortcuts.all],
    ['Enter', words.shortcuts.open],
    ['Delete', words.shortcuts.delete],
    [`${MOD} + ,`, words.shortcuts.settings],
    ['?', words.shortcuts.help],
  ]
  return (
    <Dialog
      title={words.shortcuts.title}
      isOpen={isOpen}
      onClose={() => useSelection.getState().showDialog(null)}
    >
      <dl className="shortcuts">
        {rows.map(([keys, text]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
