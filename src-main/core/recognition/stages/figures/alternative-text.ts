/** Alternative texts are read aloud: nobody listens to more. */
const LONGEST_ALTERNATIVE = 100

/** What stands for a picture that cannot be seen: the words in it, where they are few; otherwise how its caption, or they, begin. */
export function alternativeText(words: string, caption = ''): string {
  const own = oneSpaced(words)
  if (own !== '' && own.length <= LONGEST_ALTERNATIVE) return own
  const told = oneSpaced(caption) || own
  return told.length <= LONGEST_ALTERNATIVE ? told : `${firstWords(told)}…`
}

const oneSpaced = (text: string) => text.replace(/\s+/g, ' ').trim()

/** As many whole words as there is room for; text without blanks is cut anywhere but within a character. */
function firstWords(text: string): string {
  const room = text.slice(0, LONGEST_ALTERNATIVE - 1)
  const end = room.lastIndexOf(' ')
  if (end > LONGEST_ALTERNATIVE / 2) return room.slice(0, end)
  return room.replace(/[\uD800-\uDBFF]$/u, '')
}
