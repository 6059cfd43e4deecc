import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useUploads } from '../../state/uploads-store.ts'
import { useWords } from '../../words/use-words.ts'
import { QueueLine } from './queue-line.tsx'

const LINE_PX = 34

/** The files given, each with its bar and state; it stays quick with a thousand. */
export function QueueList() {
  const words = useWords()
  const rows = useUploads(state => state.rows)
  const frame = useRef<HTMLUListElement>(null)
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => LINE_PX,
    getItemKey: index => rows[index]?.key ?? index,
    overscan: 6,
  })
  return (
    <ul className="queue-list" ref={frame} aria-label={words.quick.queueCount(rows.length)}>
      <li className="queue-room" style={{ height: lines.getTotalSize() }} aria-hidden="true" />
      {lines.getVirtualItems().map(item => {
        const row = rows[item.index]
        return (
          row && (
            <li
              key={item.key}
              ref={lines.measureElement}
              data-index={item.index}
              className="queue-place"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <QueueLine row={row} />
            </li>
          )
        )
      })}
    </ul>
  )
}
