import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { PageOutcome } from '../../../src-shared/contract/page.ts'
import { checkOutcome } from '../../core/recognition/check-outcome.ts'

/** A folder of another machine may show a new file a moment later. */
const LOOKS = 5
const BETWEEN_LOOKS_MS = 200

/** What workers put into the data folder's staging area: a page's text never passes through Redis. */
const outcomePath = (dataDir: string, visitId: string): string =>
  path.join(dataDir, 'staging', `visit-${visitId}.json`)

export async function writeOutcome(dataDir: string, visitId: string, outcome: PageOutcome): Promise<void> {
  const file = outcomePath(dataDir, visitId)
  await writeFile(`${file}.part`, JSON.stringify(outcome), { mode: 0o600 })
  await rename(`${file}.part`, file)
}

/** Undefined where it isn't there. Throws `engine-garbage` for one that makes no sense. */
export async function readOutcome(dataDir: string, visitId: string): Promise<PageOutcome | undefined> {
  for (let looks = 1; looks <= LOOKS; looks += 1) {
    const text = await readFile(outcomePath(dataDir, visitId), 'utf8').catch(() => undefined)
    if (text !== undefined) return checkOutcome(parsed(text))
    if (looks < LOOKS) await wait(BETWEEN_LOOKS_MS)
  }
  return undefined
}

export async function removeOutcome(dataDir: string, visitId: string): Promise<void> {
  await rm(outcomePath(dataDir, visitId), { force: true }).catch(() => undefined)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
