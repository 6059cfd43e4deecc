import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { processTree, watchProcesses } from './watch-processes.ts'

const MIB = 1024 * 1024
/** Holds 200 MB and works until it took half a second, however busy the machine is, in a child of its own child. */
const GREEDY = `const bytes = Buffer.alloc(200 * ${MIB}, 1)
while (process.cpuUsage().user < 500_000) for (let i = 0; i < 1e6; i += 1) bytes[0] += 1
process.stdout.write('ready')
setInterval(() => bytes, 1000)`

test.runIf(process.platform === 'linux')(
  'memory and time of children count, however deep they are',
  async () => {
    const parent = spawn(process.execPath, [
      '-e',
      `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(GREEDY)}], { stdio: 'inherit' })`,
    ])
    const watch = watchProcesses(parent.pid ?? 0)
    await once(parent.stdout, 'data')
    const report = watch.stop()
    for (const pid of processTree(parent.pid ?? 0)) process.kill(pid, 'SIGKILL')

    expect(report.processes).toHaveLength(2)
    expect(report.processes[1]?.peakBytes).toBeGreaterThan(200 * MIB)
    expect(report.peakTogetherBytes).toBeGreaterThan(
      report.processes[1]?.peakBytes ?? Number.POSITIVE_INFINITY,
    )
    expect(report.cpuSeconds).toBeGreaterThan(0.3)
  },
)
