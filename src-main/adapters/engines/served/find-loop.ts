/** A model that repeats itself does so to the end. */
const TAIL_CHARACTERS = 6000
/** Shorter repetitions happen in lists and tables. */
const LEAST_CHARACTERS = 600
const LEAST_TIMES = 8

/** Whether the text ends in the same words over and over. Dots, rules and empty cells may repeat. */
export function endsInLoop(text: string): boolean {
  const tail = [...text.slice(-TAIL_CHARACTERS)].reverse()
  const borders = new Uint32Array(tail.length)
  for (let at = 1; at < tail.length; at++) {
    let border = borders[at - 1] ?? 0
    while (border > 0 && tail[at] !== tail[border]) border = borders[border - 1] ?? 0
    borders[at] = tail[at] === tail[border] ? border + 1 : 0
    const length = at + 1
    const period = length - (borders[at] ?? 0)
    if (length < LEAST_CHARACTERS || length < period * LEAST_TIMES) continue
    if (saysSomething(tail.slice(0, period).reverse().join(''))) return true
  }
  return false
}

/** The unit may begin in the middle of a tag: letters that stand in tags alone do not count. */
const saysSomething = (unit: string): boolean =>
  /[\p{L}\p{N}]/u.test(`${unit}${unit}`.replace(/<[^<>]*>/g, ' ').replace(/^[^<>]*>|<[^<>]*$/g, ' '))
