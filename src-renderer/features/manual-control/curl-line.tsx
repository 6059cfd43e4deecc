import { Copy } from 'lucide-react'
import { IconButton } from '../../ui/icon-button.tsx'
import { useCopied } from '../../ui/use-copied.ts'
import { useWords } from '../../words/use-words.ts'

interface CurlLineProps {
  readonly line: string
}

/** A line to copy into a terminal. */
export function CurlLine({ line }: CurlLineProps) {
  const words = useWords()
  const { copied, copy } = useCopied()
  return (
    <div className="curl" title={words.manual.keyNote}>
      <section aria-label={words.manual.asCurl}>
        <pre>{line}</pre>
      </section>
      <IconButton label={copied ? words.actions.copied : words.manual.copyCurl} onClick={() => copy(line)}>
        <Copy />
      </IconButton>
    </div>
  )
}
