import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 100

/** Runs `work` while no other process on this machine runs work under the same lock file. */
export async function withLock(lockFile, work) {
  mkdirSync(path.dirname(lockFile), { recursive: true })
  while (!take(lockFile)) await delay(POLL_MS)
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
