import type { ApiClient } from '../../../src-shared/client/api-client.ts'
import type { Job } from '../../../src-shared/contract/job.ts'
import type { ProductPlace } from '../product-place.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import { openServer } from './open-server.ts'
import type { Command } from './parse-command.ts'
import { printable } from './progress-words.ts'
import { printResult } from './terminal.ts'

type JobsCommand = Extract<Command, { kind: 'jobs' }>

const LISTED = 1000

/** `pageloom jobs`: list, show, cancel, delete. */
export async function workOnJobs(command: JobsCommand, place: ProductPlace): Promise<ExitCode> {
  const server = await openServer({ place, flags: command.flags, readsPages: false })
  try {
    await printResult(await act(server.client, command))
    return EXIT.ok
  } finally {
    await server.close()
  }
}

async function act(client: ApiClient, { action, jobId, json }: JobsCommand): Promise<string> {
  const asText = (job: Job) => (json ? `${JSON.stringify(job, null, 2)}\n` : details(job))
  switch (action) {
    case 'list': {
      const { jobs } = await client.listJobs({ limit: LISTED })
      return json ? `${JSON.stringify({ jobs }, null, 2)}\n` : jobs.map(row).join('')
    }
    case 'show':
      return asText(await client.getJob(jobId))
    case 'cancel':
      return asText(await client.cancelJob(jobId))
    case 'delete':
      await client.deleteJob(jobId)
      return ''
  }
}

const row = (job: Job): string =>
  `${job.state.padEnd(10)} ${`${job.donePages}/${job.pageCount}`.padStart(9)}  ${timeOf(job.createdAt)}  ${job.id}\n`

function details(job: Job): string {
  const rows = [
    ['id', job.id],
    ['name', printable(job.name)],
    ['state', job.state],
    [
      'pages',
      `${job.donePages} of ${job.pageCount}${job.failedPages > 0 ? `, ${job.failedPages} failed` : ''}`,
    ],
    ['mode', job.options.mode],
    ['came by', job.origin],
    ['created', timeOf(job.createdAt)],
    ['finished', job.finishedAt === null ? '-' : timeOf(job.finishedAt)],
    ...(job.problem ? [['problem', `${job.problem.code} ${printable(job.problem.detail)}`]] : []),
  ]
  return rows.map(([name = '', value = '']) => `${name.padEnd(9)} ${value}\n`).join('')
}

const timeOf = (instant: number): string => new Date(instant).toISOString().slice(0, 19).replace('T', ' ')
