import { useMemo, useState } from 'react'
import type { Job } from '../../../src-shared/contract/job.ts'

/** Which rows are selected, and where the keyboard stands. */
export interface Picked {
  readonly jobs: readonly Job[]
  readonly ids: ReadonlySet<string>
  /** The row of the keyboard, or -1. */
  readonly at: number
  readonly pick: (index: number, how: 'only' | 'toggle' | 'range') => void
  readonly pickAll: () => void
}

/** The selection of a list as file managers have it. */
export function usePicked(rows: readonly Job[]): Picked {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [atId, setAtId] = useState<string | null>(null)
  const [anchorId, setAnchorId] = useState<string | null>(null)
  const jobs = useMemo(() => rows.filter(row => ids.has(row.id)), [rows, ids])
  const indexOf = (id: string | null) => (id === null ? -1 : rows.findIndex(row => row.id === id))
  const pick: Picked['pick'] = (index, how) => {
    const id = rows[index]?.id
    if (id === undefined) return
    setAtId(id)
    if (how === 'range') {
      const from = Math.max(0, indexOf(anchorId))
      const range = rows.slice(Math.min(from, index), Math.max(from, index) + 1)
      return setIds(new Set(range.map(row => row.id)))
    }
    setAnchorId(id)
    if (how === 'only') return setIds(new Set([id]))
    setIds(known =>
      known.has(id) ? new Set([...known].filter(each => each !== id)) : new Set([...known, id]),
    )
  }
  return { jobs, ids, at: indexOf(atId), pick, pickAll: () => setIds(new Set(rows.map(row => row.id))) }
}
