import { useEffect, useMemo, useRef } from 'react'
import type { Region } from '../../../src-shared/contract/page.ts'
import { markDoubtful } from '../../text/mark-doubtful.ts'
import { useWords } from '../../words/use-words.ts'

interface MarkedTextProps {
  readonly region: Region
  /** The doubtful word that is being visited, counted within the region; null for none. */
  readonly doubtfulPlace: number | null
}

/** Running text with its doubtful words underlined. */
export function MarkedText({ region, doubtfulPlace }: MarkedTextProps) {
  const stretches = useMemo(() => markDoubtful(region.text, region.lines), [region])
  let place = -1
  return stretches.map((stretch, index) => {
    if (!stretch.isDoubtful) return stretch.text
    place += 1
    // biome-ignore lint/suspicious/noArrayIndexKey: stretches never move
    return <DoubtfulWord key={index} text={stretch.text} isVisited={place === doubtfulPlace} />
  })
}

function DoubtfulWord({ text, isVisited }: { readonly text: string; readonly isVisited: boolean }) {
  const words = useWords()
  const element = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isVisited) element.current?.scrollIntoView({ block: 'center' })
  }, [isVisited])
  return (
    <mark
      ref={element}
      className={isVisited ? 'doubtful doubtful-visited' : 'doubtful'}
      title={words.result.doubtfulWord}
    >
      {text}
    </mark>
  )
}
