import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { FIGURE_LINKS } from '../../../src-shared/contract/page.ts'

/** The names of the pictures to which a Markdown file of ours links, each once. */
export async function figureNamesIn(file: string): Promise<string[]> {
  const names = new Set<string>()
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    for (const [, name] of line.matchAll(FIGURE_LINKS)) if (name !== undefined) names.add(name)
  }
  return [...names]
}
