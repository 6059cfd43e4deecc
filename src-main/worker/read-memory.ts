import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** Bytes in memory by process id; a process that can't be measured is left out. */
export type ReadMemory = (pids: readonly number[]) => Promise<ReadonlyMap<number, number>>

const KIB = 1024

/** Measures other processes from outside, as the system sees them. On Windows the window's process tells instead. */
export const readMemory: ReadMemory = async pids => {
  if (process.platform === 'linux') return readProc(pids)
  if (process.platform === 'win32' || pids.length === 0) return new Map()
  return readPs(pids)
}

async function readProc(pids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const memory = new Map<number, number>()
  for (const pid of pids) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
    const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
    if (kib) memory.set(pid, Number(kib) * KIB)
  }
  return memory
}

async function readPs(pids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=,rss=', '-p', pids.join(',')]).catch(() => ({
    stdout: '',
  }))
  const memory = new Map<number, number>()
  for (const line of stdout.split('\n')) {
    const [pid, kib] = line.trim().split(/\s+/).map(Number)
    if (pid && kib) memory.set(pid, kib * KIB)
  }
  return memory
}
