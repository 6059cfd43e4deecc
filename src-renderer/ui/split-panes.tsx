import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef } from 'react'
import './split-panes.css'

interface SplitPanesProps {
  readonly left: ReactNode
  readonly right: ReactNode
  /** Share of the width that the left pane has. */
  readonly share: number
  readonly onShare: (share: number) => void
  readonly label: string
}

const LEAST = 0.2
const MOST = 0.8
const STEP = 0.05

/** Two panes with a divider that pointer and arrow keys move. */
export function SplitPanes({ left, right, share, onShare, label }: SplitPanesProps) {
  const frame = useRef<HTMLDivElement>(null)
  const move = (to: number) => onShare(Math.min(MOST, Math.max(LEAST, to)))
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const area = frame.current?.getBoundingClientRect()
    if (area && event.currentTarget.hasPointerCapture(event.pointerId))
      move((event.clientX - area.left) / area.width)
  }
  const press = (event: KeyboardEvent) => {
    const to = { ArrowLeft: share - STEP, ArrowRight: share + STEP, Home: LEAST, End: MOST }[event.key]
    if (to === undefined) return
    event.preventDefault()
    move(to)
  }
  return (
    <div className="split-panes" ref={frame}>
      <div className="split-pane" style={{ flexGrow: share }}>
        {left}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that moves is no <hr> */}
      <div
        className="split-divider"
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation="vertical"
        aria-valuemin={LEAST * 100}
        aria-valuemax={MOST * 100}
        aria-valuenow={Math.round(share * 100)}
        onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => move(0.5)}
        onKeyDown={press}
      />
      <div className="split-pane" style={{ flexGrow: 1 - share }}>
        {right}
      </div>
    </div>
  )
}
