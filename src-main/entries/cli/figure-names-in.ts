import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

const LINK = /\/(page-\d{6}-figure-\d{1,4}\.(?:png|jpg))\)/g

/** The names of the pictures to which a Markdown file of ours links, each once. */
export async function figureNamesIn(file: string): Promise<string[]> {
  const names = new Set<string>()
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    for (const [, name] of line.matchAll(LINK)) if (name !== undefined) names.add(name)
  }
  return [...names]
}
