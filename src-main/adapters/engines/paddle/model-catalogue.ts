import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { ProblemError } from '../../../core/problem-error.ts'

const ModelEntry = Type.Object({
  name: Type.String(),
  file: Type.String(),
  sha256: Type.String(),
  bytes: Type.Integer(),
  licence: Type.String(),
  source: Type.String(),
})
const ModelList = Type.Object({ models: Type.Array(ModelEntry) })
export type ModelEntry = Static<typeof ModelEntry>

/** The shipped models, by file name. */
export interface ModelCatalogue {
  readonly entries: readonly ModelEntry[]
  /** The file's bytes, proved to be the ones that were shipped. Throws `model-missing` or `model-altered` naming the file. */
  readModel(file: string): Promise<Buffer>
}

/** Opens `models.json` of a models folder. Reads no weights yet. */
export async function openModelCatalogue(modelsDir: string): Promise<ModelCatalogue> {
  const entries = await readEntries(modelsDir)
  return {
    entries,
    async readModel(file) {
      const entry = entries.find(each => each.file === file)
      if (!entry) throw new ProblemError('model-missing', `${file} is not in models.json`)
      const bytes = await readOrMissing(path.join(modelsDir, file), file)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      if (sha256 !== entry.sha256) throw new ProblemError('model-altered', file)
      return bytes
    },
  }
}

async function readEntries(modelsDir: string): Promise<readonly ModelEntry[]> {
  const bytes = await readOrMissing(path.join(modelsDir, 'models.json'), 'models.json')
  const list = parseJson(bytes.toString('utf8'))
  if (!Check(ModelList, list)) throw new ProblemError('model-altered', 'models.json')
  return list.models
}

async function readOrMissing(filePath: string, name: string): Promise<Buffer> {
  try {
    return await readFile(filePath)
  } catch (cause) {
    throw new ProblemError('model-missing', name, { cause })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
