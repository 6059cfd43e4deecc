import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 100
/** Longer than the slowest work under a lock, a download. */
const PATIENCE_MS = 900_000

/** Runs `work` while no other process on this machine runs work under the same lock file. */
export async function withLock(lockFile, work) {
  mkdirSync(path.dirname(lockFile), { recursive: true })
  const giveUpAt = Date.now() + PATIENCE_MS
  while (!take(lockFile)) {
    if (Date.now() > giveUpAt)
      throw new Error(`Another process does not finish. If there is none, delete ${lockFile}.`)
    await delay(POLL_MS)
  }
  const release = () => rmSync(lockFile, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    release()
    process.off('exit', release)
  }
}

function take(lockFile) {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (holderIsGone(lockFile)) rmSync(lockFile, { force: true })
    return false
  }
}

function holderIsGone(lockFile) {
  try {
    const pid = Number(readFileSync(lockFile, 'utf8'))
    if (pid === 0) return false // taken this instant, its number not yet written
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
