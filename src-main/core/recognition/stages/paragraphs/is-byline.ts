const LEAST_LETTERS = 2
/** Notes at an author's name, and letters of them that stick to it where raised letters were read as level ones. */
const MARKS = /[*∗†‡§¶#\d]+/gu
const BETWEEN = /[,;&·•]|\s(?:and|und|et|y|e)\s/u
const DEGREES = /^(?:Ph\.?D|M\.?D|M\.?Sc|B\.?Sc|M\.?A|Dr|Prof|Jr|Sr|RN|MPH)\.?$/
const PARTICLES = /^(?:de|del|della|der|den|van|von|zu|la|le|di|da|dos|du|el|al|bin|ibn|ter|ten)$/
const INITIALS = /^(?:\p{Lu}\.?-?){1,3}$/u
const NAME = /^\p{Lu}[\p{L}'’.-]+$/u
const MOST_PARTS = 5

/** Whether a text is nothing but people's names: several, each with a first and a last name, or one that begins with initials. */
export function isByline(text: string): boolean {
  const names = text
    .replace(/^by\s+/i, '')
    .replace(MARKS, ' ')
    .split(BETWEEN)
    .map(name =>
      name
        .trim()
        .split(/\s+/)
        .filter(part => part !== '' && !DEGREES.test(part)),
    )
    .filter(parts => parts.join('').length >= LEAST_LETTERS)
  if (!names.every(isName)) return false
  return names.length > 1 || INITIALS.test(names[0]?.[0] ?? '')
}

function isName(parts: readonly string[]): boolean {
  if (parts.length < 2 || parts.length > MOST_PARTS) return false
  if (!NAME.test(parts.at(-1) ?? '')) return false
  return parts.every(part => NAME.test(part) || INITIALS.test(part) || PARTICLES.test(part))
}
