import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'

/** Larger files are dropped or chosen instead: then the window reads them piece by piece. */
const MOST_BYTES = 1_900_000_000

/** Files that the person named outside the window; the window may read these and no others. */
export interface NamedFiles {
  /** The files among the words of a command line, as whole paths. */
  admit(words: readonly string[], workDir: string): Promise<readonly string[]>
  /** Null for a file that was not named, or can't be read. */
  read(file: string): Promise<{ name: string; bytes: ArrayBuffer } | null>
}

/** Remembers which files were named. */
export function namedFiles(): NamedFiles {
  const admitted = new Set<string>()
  return {
    async admit(words, workDir) {
      const files: string[] = []
      for (const word of words.filter(each => !each.startsWith('-'))) {
        const file = path.resolve(workDir, word)
        const facts = await stat(file).catch(() => undefined)
        if (facts?.isFile()) files.push(file)
      }
      for (const file of files) admitted.add(file)
      return files
    },
    async read(file) {
      if (!admitted.delete(file)) return null
      const facts = await stat(file).catch(() => undefined)
      if (!facts || facts.size > MOST_BYTES) return null
      const bytes = await readFile(file).catch(() => undefined)
      return bytes ? { name: path.basename(file), bytes: new Uint8Array(bytes).buffer } : null
    },
  }
}
