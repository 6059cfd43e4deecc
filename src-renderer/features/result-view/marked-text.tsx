import { useMemo } from 'react'
import type { Region } from '../../../src-shared/contract/page.ts'
import { markDoubtful } from '../../text/mark-doubtful.ts'
import { DoubtfulWord } from './doubtful-word.tsx'

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
