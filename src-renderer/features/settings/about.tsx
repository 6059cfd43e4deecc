import { type ReactNode, useEffect, useState } from 'react'
import Markdown from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { bridge } from '../../state/bridge.ts'
import { useSelection } from '../../state/selection-store.ts'
import { useSettings } from '../../state/settings-store.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useWords } from '../../words/use-words.ts'
import './settings.css'

/** What this program is, which version, and under which licences its parts stand. */
export function About() {
  const words = useWords()
  const isOpen = useSelection(state => state.dialog === 'about')
  const reply = useSettings(state => state.reply)
  const [licences, setLicences] = useState<string | null>(null)
  useEffect(() => {
    if (!isOpen || !bridge) return
    bridge.licences().then(setLicences, () => setLicences(null))
  }, [isOpen])
  return (
    <Dialog
      title={words.about.title}
      isOpen={isOpen}
      onClose={() => useSelection.getState().showDialog(null)}
    >
      <div className="settings">
        <p>{words.about.text}</p>
        <p>{words.about.version(bridge?.version ?? reply?.version ?? '')}</p>
        {reply && (
          <p>
            {words.about.logDir}: <code>{reply.logDir}</code>
          </p>
        )}
        {bridge && (
          <div>
            <Button onClick={() => void bridge?.openLogFolder()}>{words.about.logs}</Button>
          </div>
        )}
        <section className="settings-part">
          <h3>{words.about.licences}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <div className="licences" tabIndex={0}>
            <Markdown
              remarkPlugins={[remarkGfm]}
              rehypePlugins={[rehypeSanitize]}
              components={{ a: PlainLink }}
            >
              {licences ?? words.about.licencesNone}
            </Markdown>
          </div>
        </section>
      </div>
    </Dialog>
  )
}

/** The window goes nowhere: an address is text to read. */
function PlainLink({
  children,
  href,
}: {
  readonly children?: ReactNode
  readonly href?: string | undefined
}) {
  return <span title={href}>{children}</span>
}
