import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Type, { type Static } from 'typebox'
import { Check } from 'typebox/value'
import { ClosingChoice } from '../../src-shared/contract/bridge.ts'

const Bounds = Type.Object({
  x: Type.Integer(),
  y: Type.Integer(),
  width: Type.Integer({ minimum: 1 }),
  height: Type.Integer({ minimum: 1 }),
})
export type Bounds = Static<typeof Bounds>

/** What the desktop program remembers between its starts; everything else is the server's. */
export const DesktopMemory = Type.Object({
  /** Where jobs and their files lie; null for the usual place. */
  dataDir: Type.Union([Type.String(), Type.Null()]),
  bounds: Type.Union([Bounds, Type.Null()]),
  isMaximized: Type.Boolean(),
  closing: ClosingChoice,
})
export type DesktopMemory = Static<typeof DesktopMemory>

const NOTHING: DesktopMemory = { dataDir: null, bounds: null, isMaximized: false, closing: 'ask' }

/** Reads and writes `desktop.json`. */
export interface DesktopFile {
  read(): DesktopMemory
  change(part: Partial<DesktopMemory>): void
}

/** The memory in a folder; a file that makes no sense counts as none. */
export function desktopFile(folder: string): DesktopFile {
  const file = path.join(folder, 'desktop.json')
  const read = () => readMemory(file)
  return {
    read,
    change(part) {
      const next = `${file}.next`
      writeFileSync(next, `${JSON.stringify({ ...read(), ...part }, null, 2)}\n`)
      renameSync(next, file)
    },
  }
}

function readMemory(file: string): DesktopMemory {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    const memory = { ...NOTHING, ...(typeof content === 'object' ? content : {}) }
    return Check(DesktopMemory, memory) ? memory : NOTHING
  } catch {
    return NOTHING
  }
}
