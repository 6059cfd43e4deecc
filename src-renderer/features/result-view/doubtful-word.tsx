import { useEffect, useRef } from 'react'
import { useWords } from '../../words/use-words.ts'

interface DoubtfulWordProps {
  readonly text: string
  /** Whether a jump has led here: then it comes into view. */
  readonly isVisited: boolean
}

/** A word that the engine is not sure of. */
export function DoubtfulWord({ text, isVisited }: DoubtfulWordProps) {
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
