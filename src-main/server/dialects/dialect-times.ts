/** B: whole seconds, UTC with `Z`. */
export const isoSeconds = (ms: number | null): string | null =>
  ms === null ? null : `${new Date(ms).toISOString().slice(0, 19)}Z`

/** E: whole seconds without a zone, which means UTC. */
export const isoWithoutZone = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString().slice(0, 19)

/** C: milliseconds, UTC with `Z`. */
export const isoMilliseconds = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString()
