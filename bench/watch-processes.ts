import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

/** What a process and its children took, as the system counts. Linux only. */
export interface ProcessReport {
  readonly name: string
  readonly pid: number
  readonly peakBytes: number
}

export interface Watch {
  /** Ends the watch. */
  stop(): WatchReport
}

export interface WatchReport {
  /** Processes seen, the watched one first, each with the peak that the kernel noted. */
  readonly processes: readonly ProcessReport[]
  /** The most that all held at one moment, pages shared between them counted once for each. */
  readonly peakTogetherBytes: number
  /** User and system time of all, ended children included. */
  readonly cpuSeconds: number
}

interface Sample {
  readonly pid: number
  readonly name: string
  readonly rssBytes: number
  readonly peakBytes: number
  readonly cpuSeconds: number
}

const LOOK_EVERY_MS = 500
/** The kernel tells process times in hundredths of a second on every common Linux. */
const TICKS_PER_SECOND = 100
const KIB = 1024

/** Watches a process and all under it from outside. */
export function watchProcesses(rootPid: number): Watch {
  const seen = new Map<number, ProcessReport>()
  let peakTogetherBytes = 0
  const look = (): number => {
    const samples = processTree(rootPid).flatMap(pid => sampleOf(pid, pid === rootPid) ?? [])
    for (const { pid, name, peakBytes } of samples) seen.set(pid, { pid, name, peakBytes })
    peakTogetherBytes = Math.max(peakTogetherBytes, sum(samples.map(each => each.rssBytes)))
    return sum(samples.map(each => each.cpuSeconds))
  }
  const cpuAtStart = look()
  const timer = setInterval(look, LOOK_EVERY_MS)
  return {
    stop() {
      clearInterval(timer)
      const cpuSeconds = look() - cpuAtStart
      return { processes: [...seen.values()], peakTogetherBytes, cpuSeconds }
    },
  }
}

/** The process and all under it that live now. */
export function processTree(rootPid: number): number[] {
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      const parent = statOf(Number(name))?.[1]
      return parent === undefined ? [] : [{ pid: Number(name), parent: Number(parent) }]
    })
  const under = (pid: number): number[] => [
    pid,
    ...parents.filter(each => each.parent === pid).flatMap(each => under(each.pid)),
  ]
  return under(rootPid)
}

/** Open file descriptors of a process. */
export function openFileCount(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length
  } catch {
    return 0
  }
}

/** Bytes that a process holds now, 0 when it is gone. */
export function residentBytes(pid: number): number {
  return sampleOf(pid, true)?.rssBytes ?? 0
}

/** The most bytes that a process held, since it began or since `forgetPeak`; 0 when it is gone. */
export function peakBytes(pid: number): number {
  return sampleOf(pid, true)?.peakBytes ?? 0
}

/** Lets the kernel count the peak of this process anew. */
export function forgetPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5')
}

/** CPU seconds of the children of this process that have ended. */
export function endedChildrenCpuSeconds(): number {
  const fields = statOf(process.pid) ?? []
  return ticks(fields, 13, 14)
}

function sampleOf(pid: number, isRoot: boolean): Sample | undefined {
  const fields = statOf(pid)
  const status = readText(`/proc/${pid}/status`)
  if (!fields || status === undefined) return undefined
  const kib = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * KIB
  return {
    pid,
    name: isRoot ? 'server' : roleOf(pid),
    rssBytes: kib('VmRSS'),
    peakBytes: kib('VmHWM'),
    // Its own, and those of its children that have ended.
    cpuSeconds: ticks(fields, 11, 12, 13, 14),
  }
}

/** What a process is for: workers are started with their role in the first argument. */
export function roleOf(pid: number): string {
  const role = /"role":"([a-z-]+)"/.exec(readText(`/proc/${pid}/cmdline`) ?? '')?.[1]
  return role ?? readText(`/proc/${pid}/comm`)?.trim() ?? 'process'
}

/** The fields of /proc/PID/stat after the name, which may itself hold spaces: 0 is the state, 1 the parent. */
function statOf(pid: number): string[] | undefined {
  const text = readText(`/proc/${pid}/stat`)
  return text?.slice(text.lastIndexOf(')') + 2).split(' ')
}

const ticks = (fields: readonly string[], ...places: readonly number[]): number =>
  sum(places.map(place => Number(fields[place] ?? 0))) / TICKS_PER_SECOND

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
