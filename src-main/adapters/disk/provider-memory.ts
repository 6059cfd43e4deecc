import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Type from 'typebox'
import { Check } from 'typebox/value'
import { ExecutionProvider, ProviderVerdict } from '../../../src-shared/contract/execution.ts'
import type { ProviderMemory } from '../../core/ports/provider-memory.ts'
import type { FolderLayout } from './folder-layout.ts'
import { writeWhole } from './write-whole.ts'

const MEMORY_FILE = 'execution.json'

const MemoryFile = Type.Object({
  key: Type.String(),
  verdicts: Type.Array(
    Type.Object({ provider: ExecutionProvider, verdict: ProviderVerdict, triedAt: Type.Number() }),
  ),
})

/**
 * `execution.json` in the data folder. `key` stands for the runtime, the system and its drivers: under another key nothing
 * is remembered. In a folder that was never used nothing is written.
 */
export function diskProviderMemory(
  layout: FolderLayout,
  key: string,
  fileName = MEMORY_FILE,
): ProviderMemory {
  const file = path.join(layout.dataDir, fileName)
  return {
    read() {
      const content = parsed(file)
      return Check(MemoryFile, content) && content.key === key ? content.verdicts : []
    },
    async write(verdicts) {
      if (!existsSync(layout.stagingDir)) return
      await writeWhole(layout, file, [`${JSON.stringify({ key, verdicts }, null, 2)}\n`])
    },
  }
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
