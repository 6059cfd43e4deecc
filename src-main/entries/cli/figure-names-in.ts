import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { figuresLinkedIn } from '../../../src-shared/contract/figure-links.ts'

/** The names of the pictures to which a Markdown file of ours links, each once. */
export async function figureNamesIn(file: string): Promise<string[]> {
  const names = new Set<string>()
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    for (const name of figuresLinkedIn(line)) names.add(name)
  }
  return [...names]
}
