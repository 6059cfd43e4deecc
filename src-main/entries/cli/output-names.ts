import path from 'node:path'
import { EXPORT_FORMATS, type ExportFormat } from '../../../src-shared/contract/routes.ts'

/** Where the outputs go, so that none takes the place of an input. */
export interface OutputTarget {
  readonly outputDir: string
  readonly formats: readonly ExportFormat[]
}

/**
 * A file name without extension for each input, in their order. Inputs of the same name, also but for case, get -2,
 * -3 …, so that none overwrites another's output, or an input, on any file system.
 */
export function outputStems(inputs: readonly string[], target?: OutputTarget): string[] {
  const taken = new Set<string>()
  const given = new Set(inputs.map(input => key(path.resolve(input))))
  const isInput = (name: string): boolean =>
    target?.formats.some(format =>
      given.has(key(path.resolve(outputPath(target.outputDir, name, format)))),
    ) ?? false
  return inputs.map(input => {
    const stem = path.parse(input).name || 'document'
    let name = stem
    for (let number = 2; taken.has(key(name)) || isInput(name); number += 1) name = `${stem}-${number}`
    taken.add(key(name))
    return name
  })
}

const key = (name: string): string => name.normalize('NFC').toLowerCase()

/** Where the output of a format goes. */
export const outputPath = (outputDir: string, stem: string, format: ExportFormat): string =>
  path.join(outputDir, stem + EXPORT_FORMATS[format].extension)
