import { languagesOfPage } from '../../../core/recognition/spelling/languages-of-page.ts'
import type { LetterModel } from '../../../core/recognition/spelling/letter-model.ts'
import { mixedModel } from '../../../core/recognition/spelling/mixed-model.ts'
import type { LanguageTable } from '../../../core/recognition/spelling/read-language-table.ts'
import type { ModelCatalogue } from './model-catalogue.ts'
import { openLanguageTable, openLetterModel } from './open-letter-model.ts'

/** How words are spelled in the languages that there are models of. */
export interface Spelling {
  /**
   * The letter model of the languages that the words of a page are in, or nothing where they are of none. Throws `model-missing` or
   * `model-altered` naming the file.
   */
  ofPage(words: readonly string[]): Promise<LetterModel | undefined>
}

/** Each takes 1 MB, and few documents hold more. */
const KEPT_LANGUAGES = 4

/** Loads nothing until a page asks; then a table of languages (0.4 MB), and the model of each language it meets (15 ms, 1 MB). */
export function openSpelling(catalogue: ModelCatalogue): Spelling {
  let table: Promise<LanguageTable> | undefined
  const models = new Map<string, LetterModel>()

  const languageTable = () => {
    table ??= openLanguageTable(catalogue)
    table.catch(() => {
      table = undefined
    })
    return table
  }
  /** What was asked for last stands last; the first gives way. */
  const letterModel = async (language: string) => {
    const model = models.get(language) ?? (await openLetterModel(catalogue, language))
    models.delete(language)
    models.set(language, model)
    for (const oldest of [...models.keys()].slice(0, -KEPT_LANGUAGES)) models.delete(oldest)
    return model
  }

  return {
    async ofPage(words) {
      const languages = languagesOfPage(await languageTable(), words)
      const parts = languages.map(async ({ language, weight }) => ({
        model: await letterModel(language),
        weight,
      }))
      return mixedModel(await Promise.all(parts))
    },
  }
}
