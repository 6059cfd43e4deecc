import { execFileSync } from 'node:child_process'
import os from 'node:os'

/** What figures mean nothing without: machine, system, commit, load. */
export function describeSetting(): Record<string, string> {
  const [cpu] = os.cpus()
  return {
    machine: `${cpu?.model ?? 'unknown CPU'}, ${os.availableParallelism()} cores, ${Math.round(os.totalmem() / 2 ** 30)} GB`,
    system: `${os.type()} ${os.release()}, Node ${process.versions.node}`,
    program: `commit ${commit()}`,
    load: `load average before the run ${(os.loadavg()[0] ?? 0).toFixed(1)}`,
  }
}

function commit(): string {
  try {
    const git = (...words: string[]) =>
      execFileSync('git', words, {
        cwd: import.meta.dirname,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      }).trim()
    return (
      git('rev-parse', '--short', 'HEAD') +
      (git('status', '--porcelain', '--untracked-files=no') ? ' and changes' : '')
    )
  } catch {
    return 'unknown'
  }
}
