import { readFileSync } from 'node:fs'
import type { SpawnWorker } from '../../core/ports/spawn-worker.ts'
import { openTestEngine, spawnTestWorker, submitFiles } from './test-engine.ts'

/**
 * A server process to be killed: opens an engine on the folder `argv[2]`, submits `argv[3]` when no job is unfinished, and
 * says on stdout what it did, one JSON line each.
 */
const [, , dataDir = '', pdfPath = ''] = process.argv
const say = (line: Readonly<Record<string, unknown>>): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const spawnWorker: SpawnWorker = start => {
  const handle = spawnTestWorker(start)
  say({ workerPid: handle.pid, role: start.role })
  return handle
}

const { useCases } = await openTestEngine(dataDir, { spawnWorker })
say({ started: true })
const { signal } = new AbortController()
void tellEvents()
for (;;) {
  const { jobs } = await useCases.listJobs({})
  const unfinished = jobs.find(job => job.state === 'queued' || job.state === 'processing')
  const job =
    unfinished ??
    (await submitFiles(useCases, [{ name: 'book.pdf', bytes: readFileSync(pdfPath) }], {
      options: { forceOcr: true, mode: 'fast' },
    }))
  // Told by the list or by the reply to its submission: from here on it must not get lost.
  say({ acknowledged: job.id })
  await useCases.waitForJob(job.id, signal)
}

async function tellEvents(): Promise<void> {
  for await (const _ of useCases.followEvents(null, null, signal)) say({ event: true })
}
