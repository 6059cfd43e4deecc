interface Lane {
  readonly leaving: AbortController
  readonly ended: Promise<void>
}

export interface PageLanes {
  /** Starts lanes, or tells the youngest ones to leave, until so many stay. */
  setCount(count: number): void
  /** Resolves when all lanes that were told to leave have ended. */
  ended(): Promise<void>
}

/** As many loops side by side as there is use for; `run` ends soon after its signal is aborted. */
export function pageLanes(run: (leaving: AbortSignal) => Promise<void>): PageLanes {
  const staying: Lane[] = []
  const leaving = new Set<Lane>()
  const start = (): void => {
    const controller = new AbortController()
    staying.push({ leaving: controller, ended: run(controller.signal) })
  }
  const dismiss = (lane: Lane): void => {
    leaving.add(lane)
    lane.leaving.abort()
    void lane.ended.finally(() => leaving.delete(lane))
  }
  return {
    setCount(count) {
      for (const lane of staying.splice(count)) dismiss(lane)
      while (staying.length < count) start()
    },
    async ended() {
      await Promise.all([...leaving].map(lane => lane.ended))
    },
  }
}
