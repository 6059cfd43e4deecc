import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { Product } from '../../bench/start-product.ts'
import { processTree } from '../../bench/watch-processes.ts'
import { isAtRest } from '../../src-shared/contract/job-transitions.ts'

const SETTLE_MS = 10_000
const REST_MS = 120_000

/** Stops the server and names everything that should not be there afterwards. */
export async function finalChecks(product: Product, dataDir: string): Promise<string[]> {
  const found: string[] = []
  const staged = await leftAfterAWhile(path.join(dataDir, 'staging'))
  if (staged.length > 0) found.push(`staged files are left: ${staged.join(', ')}`)
  await allAtRest(product)
  const { jobs, total } = await product.client.listJobs({ limit: 1000 })
  const folders = readdirSync(path.join(dataDir, 'jobs'))
  const ids = new Set<string>(jobs.map(job => job.id))
  const strangers = folders.filter(name => !ids.has(name))
  if (total <= jobs.length && strangers.length > 0) found.push(`folders of no job: ${strangers.join(', ')}`)
  if (existsSync(path.join(dataDir, '..', 'etc'))) found.push('a file outside of the data folder')

  const processes = processTree(product.pid)
  await product.stop()
  const orphans = processes.filter(pid => existsSync(`/proc/${pid}`))
  if (orphans.length > 0) found.push(`processes are left: ${orphans.join(', ')}`)
  if (product.exitCode() !== 0) found.push(`the server ended with ${product.exitCode()}: ${product.stderr()}`)
  if (product.stderr() !== '') found.push(`the server wrote on stderr: ${product.stderr().slice(0, 2000)}`)
  const half = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter(name =>
    /[.](part|tmp)$/.test(name),
  )
  if (half.length > 0) found.push(`half-written files are left: ${half.join(', ')}`)
  const database = new Database(path.join(dataDir, 'pageloom.db'), { readonly: true })
  const integrity = database.pragma('integrity_check', { simple: true })
  const unrest = database
    .prepare("SELECT COUNT(*) FROM jobs WHERE state IN ('queued', 'processing')")
    .pluck()
    .get()
  database.close()
  if (integrity !== 'ok') found.push(`integrity_check: ${String(integrity)}`)
  if (unrest !== 0) found.push(`${String(unrest)} jobs are not at rest`)
  return found
}

async function allAtRest({ client }: Product): Promise<void> {
  const until = Date.now() + REST_MS
  while (Date.now() < until) {
    const { jobs } = await client.listJobs({ limit: 1000 })
    if (jobs.every(job => isAtRest(job.state))) return
    await wait(500)
  }
}

async function leftAfterAWhile(folder: string): Promise<string[]> {
  const until = Date.now() + SETTLE_MS
  while (readdirSync(folder).length > 0 && Date.now() < until) await wait(100)
  return readdirSync(folder)
}
