import { memo, type ReactNode } from 'react'
import type { Region, Table } from '../../../src-shared/contract/page.ts'
import { api } from '../../state/api.ts'
import { useSelection } from '../../state/selection-store.ts'
import { MarkedTable } from './marked-table.tsx'
import { MarkedText } from './marked-text.tsx'
import { SpannedTable } from './spanned-table.tsx'
import type { DoubtfulRef } from './use-doubtful.ts'

interface RegionTextProps {
  readonly jobId: string
  readonly page: number
  /** Place in reading order. */
  readonly place: number
  readonly region: Region
  readonly doubtful: DoubtfulRef | null
}

/** The text of a region; pointing at it lights the region on the page, pressing it brings the region into view. */
export const RegionText = memo(function RegionText({
  jobId,
  page,
  place,
  region,
  doubtful,
}: RegionTextProps) {
  const isLit = useSelection(state => state.lit?.page === page && state.lit.region === place)
  const ref = { page, region: place }
  const { light, want } = useSelection.getState()
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a comfort for the pointer; the regions on the page take the keyboard
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div
      className={`region-text region-${region.category}${isLit ? ' region-text-lit' : ''}`}
      data-region={`${page}-${place}`}
      onPointerEnter={() => light(ref)}
      onPointerLeave={() => light(null)}
      onClick={() => want(ref, 'text-pane')}
    >
      {region.figure && (
        <img
          className="region-picture"
          src={api.figureUrl(jobId, region.figure.name)}
          alt={region.figure.alternativeText}
          width={region.figure.widthPx}
          height={region.figure.heightPx}
          loading="lazy"
        />
      )}
      {(region.text !== '' || !region.figure) && content(region, doubtful?.place ?? null)}
    </div>
  )
})

function content(region: Region, doubtfulPlace: number | null): ReactNode {
  const text = <MarkedText region={region} doubtfulPlace={doubtfulPlace} />
  switch (region.category) {
    case 'title':
      return heading(region.level ?? 2, text)
    case 'list':
      return (
        <ul className="region-items" style={{ marginInlineStart: `${(region.depth ?? 0) * 1.5}em` }}>
          <li>{text}</li>
        </ul>
      )
    case 'table':
      if (hasSpans(region)) return <SpannedTable table={region.table} />
      return <MarkedTable region={region} doubtfulPlace={doubtfulPlace} />
    case 'code':
    case 'equation':
      return <pre className="page-code">{text}</pre>
    default:
      return <p>{text}</p>
  }
}

const hasSpans = (region: Region): region is Region & { table: Table } =>
  region.table?.cells.some(cell => cell.rowSpan > 1 || cell.columnSpan > 1) ?? false

function heading(level: number, text: ReactNode): ReactNode {
  if (level <= 1) return <h2>{text}</h2>
  if (level === 2) return <h3>{text}</h3>
  return level === 3 ? <h4>{text}</h4> : <h5>{text}</h5>
}
