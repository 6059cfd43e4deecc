const NONE = new Float32Array(0)

let spare = NONE

/**
 * Lends room for what a model is given: it holds anything, belongs to one user at a time, and is kept for the next. Anew for each run,
 * it would make V8 collect its garbage several times as often.
 */
export async function lendNumbers<Result>(
  count: number,
  use: (numbers: Float32Array) => Promise<Result>,
): Promise<Result> {
  const room = spare.length >= count ? spare : new Float32Array(count)
  spare = NONE
  try {
    return await use(room.subarray(0, count))
  } finally {
    if (room.length > spare.length) spare = room
  }
}
