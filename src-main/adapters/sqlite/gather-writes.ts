import type { Database } from 'better-sqlite3'

/** A commit waits for the disk as long as a quick page takes to read: quick pages of all workers share one. */
const LEAST_MS_BETWEEN_COMMITS = 30

/** Does the write soon, together with others in one commit, and resolves when that is on disk. */
export type GatherWrites = <Result>(write: () => Result) => Promise<Result>

interface Write {
  run(): void
  resolve(): void
  reject(error: unknown): void
}

/**
 * Writes that come close together share one commit; after a quiet time there is no wait. Each takes effect whole or not at
 * all, in the order in which they came. One that fails spoils none of the others.
 */
export function writeGatherer(database: Database): GatherWrites {
  const waiting: Write[] = []
  let lastCommitAt = Number.NEGATIVE_INFINITY
  const together = database.transaction((writes: readonly Write[]) => {
    for (const write of writes) write.run()
  })

  function commit(): void {
    const writes = waiting.splice(0)
    settle(writes)
    lastCommitAt = performance.now()
  }

  function settle(writes: readonly Write[]): void {
    try {
      together.immediate(writes)
    } catch (error) {
      if (writes.length === 1) writes[0]?.reject(error)
      else for (const write of writes) settle([write])
      return
    }
    for (const write of writes) write.resolve()
  }

  return write =>
    new Promise((resolve, reject) => {
      let result: { readonly value: ReturnType<typeof write> } | undefined
      waiting.push({
        run() {
          result = { value: write() }
        },
        resolve: () => result && resolve(result.value),
        reject,
      })
      if (waiting.length > 1) return
      const waitMs = lastCommitAt + LEAST_MS_BETWEEN_COMMITS - performance.now()
      if (waitMs <= 0) setImmediate(commit)
      else setTimeout(commit, waitMs)
    })
}
