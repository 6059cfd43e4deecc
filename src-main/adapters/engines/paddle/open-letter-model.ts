import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import type { LetterModel } from '../../../core/recognition/spelling/letter-model.ts'
import {
  type LanguageTable,
  readLanguageTable,
} from '../../../core/recognition/spelling/read-language-table.ts'
import { readLetterModel } from '../../../core/recognition/spelling/read-letter-model.ts'
import type { ModelCatalogue } from './model-catalogue.ts'

const unpack = promisify(brotliDecompress)

/** Loads the letter model of a language, in some 15 ms; it takes 1 MB. Throws `model-missing` or `model-altered` naming the file. */
export async function openLetterModel(catalogue: ModelCatalogue, language: string): Promise<LetterModel> {
  return readLetterModel(language, await unpack(await catalogue.readModel(`letters-${language}.br`)))
}

/** Loads what tells languages apart; it takes 0.4 MB. Throws `model-missing` or `model-altered` naming the file. */
export async function openLanguageTable(catalogue: ModelCatalogue): Promise<LanguageTable> {
  return readLanguageTable(await unpack(await catalogue.readModel('languages.br')))
}
