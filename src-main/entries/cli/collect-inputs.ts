import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { INPUT_EXTENSIONS } from '../../../src-shared/contract/input-kinds.ts'

/** What a folder is searched for; files named one by one are judged by their content alone. */
const EXTENSIONS = new Set(INPUT_EXTENSIONS)

export interface CollectedInputs {
  readonly files: readonly string[]
  /** What can't be an input, with the reason in words. */
  readonly refused: readonly { readonly input: string; readonly words: string }[]
}

/** The files that the named files and folders stand for, in their order; a folder's in the order of their names. */
export async function collectInputs(inputs: readonly string[]): Promise<CollectedInputs> {
  const files: string[] = []
  const refused: { input: string; words: string }[] = []
  for (const input of inputs) {
    const facts = await stat(input).catch(() => undefined)
    if (facts === undefined) refused.push({ input, words: 'There is no such file, or it may not be read.' })
    else if (facts.isFile()) files.push(input)
    else if (facts.isDirectory()) {
      const found = await filesIn(input)
      files.push(...found)
      if (found.length === 0)
        refused.push({ input, words: 'The folder has no file in it that Pageloom reads.' })
    } else refused.push({ input, words: 'This is neither a file nor a folder.' })
  }
  return { files, refused }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter(entry => entry.isFile() && EXTENSIONS.has(path.extname(entry.name).toLowerCase()))
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort((left, right) => left.localeCompare(right, 'en', { numeric: true }))
}
