import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { logFile } from './log-file.ts'

let folder = ''

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pageloom-log-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('each line is JSON with time, level and event', () => {
  const log = logFile(folder, () => Date.UTC(2026, 0, 7))
  log.info('started', { workers: 2 })
  log.warn('page-strike', { page: 3 })
  log.close()
  const lines = readFileSync(path.join(folder, 'pageloom.log'), 'utf8').trim().split('\n')
  expect(lines.map(line => JSON.parse(line))).toEqual([
    { time: '2026-01-07T00:00:00.000Z', level: 'info', event: 'started', workers: 2 },
    { time: '2026-01-07T00:00:00.000Z', level: 'warn', event: 'page-strike', page: 3 },
  ])
})

test('a full file makes room for a new one, and the oldest goes', () => {
  const log = logFile(folder, () => 0)
  const words = 'x'.repeat(1024 * 1024)
  for (let line = 0; line < 25; line += 1) log.info('long', { words })
  log.close()
  expect(readdirSync(folder).sort()).toEqual([
    'pageloom.1.log',
    'pageloom.2.log',
    'pageloom.3.log',
    'pageloom.log',
  ])
  for (const name of readdirSync(folder)) {
    expect(statSync(path.join(folder, name)).size).toBeLessThanOrEqual(5 * 1024 * 1024)
  }
})

test('a log that cannot be written stops nothing', () => {
  rmSync(folder, { recursive: true })
  const log = logFile('/dev/null/logs', () => 0)
  expect(() => log.error('fault')).not.toThrow()
})
