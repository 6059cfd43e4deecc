/** A name that fits: what is too much is left out in the middle, so that its end can still be read. */
export function shortenMiddle(name: string, most: number): string {
  const letters = Array.from(name)
  if (letters.length <= most) return name
  const tail = Math.floor((most - 1) / 2)
  const head = most - 1 - tail
  return `${letters.slice(0, head).join('')}…${letters.slice(letters.length - tail).join('')}`
}
