/** By language (ISO 639-1): those that write letters beyond the ones of western Europe, which recognisers have seen little of. */
const MARKED: Readonly<Record<string, string>> = {
  cs: 'áčďéěíňóřšťúůýž',
  hr: 'čćđšž',
  hu: 'áéíóöőúüű',
  lt: 'ąčęėįšųūž',
  lv: 'āčēģīķļņšūž',
  pl: 'ąćęłńóśźż',
  ro: 'ăâîșț',
  sk: 'áäčďéíĺľňóôŕšťúýž',
  sl: 'čšž',
  tr: 'çğıöşü',
}

/** Letters whose mark is no character by itself. */
const BASES: Readonly<Record<string, string>> = { ı: 'i', ł: 'l', đ: 'd', ø: 'o' }

/** A small letter without its marks: o of ő. */
export const baseOf = (letter: string): string => BASES[letter] ?? letter.normalize('NFD').charAt(0)

/** The letters with marks that a language writes, small; empty for languages whose print recognisers know well. */
export const markedLetters = (language: string): string => MARKED[language] ?? ''
