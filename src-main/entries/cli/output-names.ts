import path from 'node:path'
import { EXPORT_FORMATS, type ExportFormat } from '../../../src-shared/contract/routes.ts'

/**
 * A file name without extension for each input, in their order. Inputs of the same name, also but for case, get -2,
 * -3 …, so that none overwrites another's output on any file system.
 */
export function outputStems(inputs: readonly string[]): string[] {
  const taken = new Set<string>()
  return inputs.map(input => {
    const stem = path.parse(input).name || 'document'
    let name = stem
    for (let number = 2; taken.has(key(name)); number += 1) name = `${stem}-${number}`
    taken.add(key(name))
    return name
  })
}

const key = (name: string): string => name.normalize('NFC').toLowerCase()

/** The folder beside the output that holds the pictures of its text: each document has its own. */
export const figureFolder = (stem: string): string => `${stem.replace(/[\\/]/g, '_')}-images`

/** Where the output of a format goes. */
export const outputPath = (outputDir: string, stem: string, format: ExportFormat): string =>
  path.join(outputDir, stem + EXPORT_FORMATS[format].extension)
