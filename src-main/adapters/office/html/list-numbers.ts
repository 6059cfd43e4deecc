/** A list that is being read. */
export interface OpenList {
  readonly isOrdered: boolean
  /** As HTML names it: `1`, `a`, `A`, `i`, `I`. */
  readonly numbering: string
  next: number
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

/** The sign of the list's next item, with a space after it; the list counts on. */
export function takeMarker(list: OpenList, value: number | undefined): string {
  if (!list.isOrdered) return '• '
  const number = value ?? list.next
  list.next = number + 1
  return `${numeral(number, list.numbering)}. `
}

/** A number as HTML's `type` has it written. */
export function numeral(number: number, numbering: string): string {
  switch (numbering) {
    case 'a':
    case 'A': {
      if (number < 1 || number > 26) return String(number)
      return String.fromCharCode(numbering.charCodeAt(0) + number - 1)
    }
    case 'i':
    case 'I': {
      if (number < 1 || number >= 4000) return String(number)
      return numbering === 'i' ? roman(number) : roman(number).toUpperCase()
    }
    default:
      return String(number)
  }
}

function roman(number: number): string {
  let rest = number
  let text = ''
  for (const [value, sign] of ROMAN) {
    while (rest >= value) {
      text += sign
      rest -= value
    }
  }
  return text
}
