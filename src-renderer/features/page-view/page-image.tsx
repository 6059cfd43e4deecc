import { useState } from 'react'
import { api } from '../../state/api.ts'
import { useWords } from '../../words/use-words.ts'

/** Sizes that are asked for, so that the server draws few of them. */
const SIDES = [400, 1600, 3200]

interface PageImageProps {
  readonly jobId: string
  readonly number: number
  readonly widthPx: number
  readonly onAspect: (aspect: number) => void
}

/** A page as the server draws it. */
export function PageImage({ jobId, number, widthPx, onAspect }: PageImageProps) {
  const words = useWords()
  const [hasFailed, setHasFailed] = useState(false)
  const needed = widthPx * window.devicePixelRatio * 1.3
  const side = SIDES.find(each => each >= needed) ?? SIDES.at(-1)
  if (hasFailed) return <p className="sheet-fault quiet">{words.page.cannotDraw}</p>
  return (
    <img
      className="sheet-picture"
      src={api.pageImageUrl(jobId, number, side)}
      alt={words.page.image(number)}
      draggable={false}
      onLoad={({ currentTarget: image }) => onAspect(image.naturalHeight / image.naturalWidth)}
      onError={() => setHasFailed(true)}
    />
  )
}
