/** What one process held at one moment. */
export interface MemoryLook {
  /** Pages that were done by then. */
  readonly donePages: number
  /** server, page, inspector … */
  readonly role: string
  readonly bytes: number
}

/** A role's memory over the run: where several processes have it, the largest of each look counts. */
export interface RoleMemory {
  readonly role: string
  readonly peakBytes: number
  /** Medians of four equal stretches of pages, the start of the program left out. */
  readonly quarters: readonly number[]
  /** From the second stretch to the last, for a thousand pages. */
  readonly growthBytes: number
}

const QUARTERS = 4
const GROWTH_PAGES = 1000

/** Sums up looks at the processes of a server while it read pages, the largest role first. */
export function memoryFigures(looks: readonly MemoryLook[]): RoleMemory[] {
  const last = Math.max(0, ...looks.map(look => look.donePages))
  const quarterOf = (pages: number) =>
    Math.min(QUARTERS - 1, Math.floor((pages / Math.max(1, last)) * QUARTERS))
  return [...new Set(looks.map(look => look.role))]
    .map(role => {
      const own = looks.filter(look => look.role === role)
      const quarters = Array.from({ length: QUARTERS }, (_, quarter) =>
        median(largestByPage(own.filter(look => quarterOf(look.donePages) === quarter))),
      )
      const between = (last * (QUARTERS - 2)) / QUARTERS
      const growth = (quarters.at(-1) ?? 0) - (quarters[1] ?? 0)
      return {
        ...{ role, quarters },
        peakBytes: Math.max(...own.map(look => look.bytes)),
        growthBytes: between === 0 ? 0 : (growth / between) * GROWTH_PAGES,
      }
    })
    .sort((a, b) => b.peakBytes - a.peakBytes)
}

function largestByPage(looks: readonly MemoryLook[]): number[] {
  const largest = new Map<number, number>()
  for (const { donePages, bytes } of looks)
    largest.set(donePages, Math.max(largest.get(donePages) ?? 0, bytes))
  return [...largest.values()]
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0
}
