import type { Words } from '../words/en.ts'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
const STEP = 1000

/** Bytes in the unit that fits, in the locale. */
export function fileSize(bytes: number, words: Words): string {
  let value = bytes
  let step = 0
  while (value >= STEP && step < UNITS.length - 1) {
    value /= STEP
    step += 1
  }
  const unit = UNITS[step] ?? 'byte'
  const digits = step > 0 && value < 10 ? 1 : 0
  return new Intl.NumberFormat(words.locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value)
}
