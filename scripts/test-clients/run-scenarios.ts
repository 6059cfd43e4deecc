import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Shown } from './shown.ts'

const SAMPLES = path.resolve(import.meta.dirname, '../../resources/samples')
/** A whole file of scenarios; each call in it has its own, shorter limit. */
const FILE_TIMEOUT_MS = 900_000

/** What a file of scenarios is given, as PAGELOOM_… in its environment. */
export interface Stage {
  readonly python: string
  readonly chromium: string
  /** Temporary; each file gets a folder of its own in it. */
  readonly folder: string
  readonly url: string
  readonly key: string
  /** A second server, which needs no key: pages of another origin have no way to show one. */
  readonly openUrl: string
  /** Where pages of another origin may be served from; the server allows that origin. */
  readonly pagePort: number
  /** Where a listener may wait; the server may call it. */
  readonly callbackPort: number
}

/** The files of scenarios whose names contain the text. */
export function scenarioFiles(only: string): string[] {
  const names = readdirSync(import.meta.dirname).filter(name => /^dialect-\w+\.py$/.test(name))
  return names.filter(name => name.includes(only)).sort()
}

/** Runs a file's scenarios one after the other and tells of each when it is done. */
export async function* runScenarios(file: string, stage: Stage): AsyncGenerator<Shown> {
  const folder = path.join(stage.folder, path.basename(file, '.py'))
  mkdirSync(folder)
  const child = spawn(stage.python, [path.join(import.meta.dirname, file)], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: FILE_TIMEOUT_MS,
    env: {
      ...process.env,
      PYTHONDONTWRITEBYTECODE: '1',
      PAGELOOM_URL: stage.url,
      PAGELOOM_KEY: stage.key,
      PAGELOOM_OPEN_URL: stage.openUrl,
      PAGELOOM_SAMPLES: SAMPLES,
      PAGELOOM_CHROMIUM: stage.chromium,
      PAGELOOM_PAGE_PORT: String(stage.pagePort),
      PAGELOOM_CALLBACK_PORT: String(stage.callbackPort),
    },
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', text => {
    stderr += text
  })
  const ended = once(child, 'close')
  for await (const line of createInterface(child.stdout)) {
    const row = rowOf(line)
    if (row) yield { file, ...row }
  }
  const [code] = await ended
  if (code !== 0) yield { file, name: 'the file runs to its end', outcome: 'failed', seconds: 0, why: stderr }
}

/** Clients print what they like; a line of ours is a JSON object with a mark. */
function rowOf(line: string): Omit<Shown, 'file'> | undefined {
  if (!line.startsWith('{"scenario":')) return undefined
  const row: unknown = JSON.parse(line)
  if (typeof row !== 'object' || row === null) return undefined
  const { scenario, seconds, why }: { scenario?: unknown; seconds?: unknown; why?: unknown } = row
  const words = String(why ?? '')
  return {
    name: String(scenario),
    outcome: words === '' ? 'passed' : 'failed',
    seconds: Number(seconds),
    why: words,
  }
}
