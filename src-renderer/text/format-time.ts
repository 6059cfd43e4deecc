import type { Words } from '../words/en.ts'

const FEW_SECONDS = 5
const MINUTE = 60
const HOUR = 3600

/** The time left in round words. */
export function timeLeft(seconds: number, words: Words): string {
  if (seconds <= FEW_SECONDS) return words.left.fewSeconds
  if (seconds < MINUTE) return words.left.seconds(Math.ceil(seconds / 10) * 10)
  if (seconds < HOUR) return words.left.minutes(Math.round(seconds / MINUTE))
  return words.left.hours(Math.round(seconds / HOUR))
}

/**
 * What to show of an estimate when `shown` stood there `elapsed` seconds ago: it goes on counting down
 * and jumps only when the estimate has moved by a third.
 */
export function steadySeconds(shown: number | null, elapsed: number, estimate: number | null): number | null {
  if (estimate === null || shown === null) return estimate
  const expected = Math.max(0, shown - elapsed)
  const drift = Math.abs(estimate - expected) / Math.max(estimate, expected, FEW_SECONDS)
  return drift > 1 / 3 ? estimate : expected
}

/** How long something took. */
export function duration(ms: number, words: Words): string {
  const seconds = ms / 1000
  if (seconds < 10)
    return words.took.seconds(
      new Intl.NumberFormat(words.locale, { maximumFractionDigits: 1 }).format(seconds),
    )
  if (seconds < MINUTE) return words.took.seconds(String(Math.round(seconds)))
  if (seconds < HOUR) return words.took.minutes(Math.floor(seconds / MINUTE), Math.round(seconds % MINUTE))
  return words.took.hours(Math.floor(seconds / HOUR), Math.floor((seconds % HOUR) / MINUTE))
}

/** Date and time in the locale, short; the year only where it is another one. */
export function dateTime(instant: number, words: Words): string {
  const isThisYear = new Date(instant).getFullYear() === new Date().getFullYear()
  return new Intl.DateTimeFormat(words.locale, {
    ...(isThisYear ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  }).format(instant)
}
