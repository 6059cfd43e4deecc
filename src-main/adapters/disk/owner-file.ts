import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Check } from 'typebox/value'
import { SERVER_FILE, ServerFile } from '../../../src-shared/contract/settings.ts'

const OWNER_FILE = 'pageloom.owner'

/** Leaves the owner's process id beside the lock, for the words of a refusal; the lock itself is the kernel's. */
export function writeOwner(dataDir: string): void {
  writeFileSync(path.join(dataDir, OWNER_FILE), `${process.pid}\n`, { mode: 0o600 })
}

export function removeOwner(dataDir: string): void {
  rmSync(path.join(dataDir, OWNER_FILE), { force: true })
}

/** Who has the data folder, in words. */
export function ownerWords(dataDir: string): string {
  const pid = readText(dataDir, OWNER_FILE)?.trim()
  const server = readServer(dataDir)
  const where = server && String(server.pid) === pid ? `, serving ${server.url}` : ''
  return pid ? `${dataDir} is used by process ${pid}${where}` : `${dataDir} is used by another process`
}

function readServer(dataDir: string): ServerFile | undefined {
  try {
    const server: unknown = JSON.parse(readText(dataDir, SERVER_FILE) ?? '')
    return Check(ServerFile, server) ? server : undefined
  } catch {
    return undefined
  }
}

function readText(dataDir: string, name: string): string | undefined {
  try {
    return readFileSync(path.join(dataDir, name), 'utf8')
  } catch {
    return undefined
  }
}
