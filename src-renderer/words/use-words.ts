import { useChoices } from '../state/choices-store.ts'
import { de } from './de.ts'
import { en, type Words } from './en.ts'
import { zh } from './zh.ts'

const LANGUAGES = { en, de, zh } as const satisfies Record<string, Words>
export type LanguageName = keyof typeof LANGUAGES

/** The languages that the window speaks, each by its own name. */
export const LANGUAGE_NAMES = [
  { value: 'en', words: en.name },
  { value: 'de', words: de.name },
  { value: 'zh', words: zh.name },
] as const

/** The sentences in the person's language. */
export function useWords(): Words {
  return wordsFor(useChoices(state => state.language))
}

/** The sentences in the language chosen, or in the first of the system's that we speak. */
export function wordsFor(language: string): Words {
  const wanted = language === 'system' ? navigator.languages : [language]
  for (const tag of wanted) {
    const name = tag.toLowerCase().split('-')[0]
    if (isLanguage(name)) return LANGUAGES[name]
  }
  return en
}

function isLanguage(name: string | undefined): name is LanguageName {
  return name !== undefined && name in LANGUAGES
}
