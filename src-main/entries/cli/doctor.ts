import { existsSync } from 'node:fs'
import { access, constants, statfs } from 'node:fs/promises'
import path from 'node:path'
import Database from 'better-sqlite3'
import { listSupportedBackends } from 'onnxruntime-node'
import { SERVED_ENGINES } from '../../../src-shared/contract/engine.ts'
import {
  EXECUTION_REASONS,
  type Execution,
  PROVIDER_NAMES,
  verdictWords,
} from '../../../src-shared/contract/execution.ts'
import { LIMITS } from '../../../src-shared/contract/limits.ts'
import { SERVED_URL_SETTINGS, SERVER_FILE } from '../../../src-shared/contract/settings.ts'
import { dataDir } from '../../adapters/disk/data-dir.ts'
import { folderLayout } from '../../adapters/disk/folder-layout.ts'
import { diskSettingsFile } from '../../adapters/disk/settings-file.ts'
import { openModelCatalogue } from '../../adapters/engines/paddle/model-catalogue.ts'
import { findSoffice } from '../../adapters/office/libreoffice/find-soffice.ts'
import type { Sealer } from '../../adapters/redis/sealer.ts'
import { liveSettings } from '../../app/live-settings.ts'
import type { Log } from '../../core/ports/log.ts'
import { forkWorker } from '../../worker/fork-worker.ts'
import { readSecret, redisSecretFile } from '../key-file.ts'
import { openExecution } from '../open-execution.ts'
import { openServedEngines } from '../open-served.ts'
import type { ProductPlace } from '../product-place.ts'
import { redisSeal } from '../redis-seal.ts'
import { readServerFile } from '../serve-engine.ts'
import { EXIT, type ExitCode } from './exit-codes.ts'
import type { Command } from './parse-command.ts'
import { interruptSignal, printResult } from './terminal.ts'

type DoctorCommand = Extract<Command, { kind: 'doctor' }>

interface Finding {
  readonly name: string
  readonly ok: boolean
  readonly words: string
}

const GIB = 1024 ** 3
/** No fault: most people never need it. */
const LIBREOFFICE_MISSING = 'not found: .doc, .xls, .ppt, .odt, .ods, .odp and .rtf cannot be read'

/** `pageloom doctor`: whether everything needed is there. */
export async function doctor(command: DoctorCommand, place: ProductPlace): Promise<ExitCode> {
  const folder = dataDir(command.flags, process.env)
  const findings: Finding[] = [
    { name: 'Pageloom', ok: true, words: place.version },
    { name: 'Node', ok: true, words: `${process.version} ${process.platform}-${process.arch}` },
    await finding('SQLite', async () => sqliteVersion()),
    await finding('models', () => modelsWords(place.modelsDir)),
    await finding('ONNX Runtime', async () => backendWords()),
    await finding('pages read on', () => executionWords(command, place, folder)),
    ...(await servedFindings(place, folder).catch(badSettings)),
    await finding('worker', async () => path.basename(await readable(place.workerPath))),
    await finding('data folder', () => folderWords(folder)),
    await finding('disk', () => diskWords(folder)),
    ...(await redisFindings(folder)),
    { name: 'LibreOffice', ok: true, words: findSoffice() ?? LIBREOFFICE_MISSING },
    { name: 'display', ok: true, words: displayWords() },
  ]
  const isWell = findings.every(({ ok }) => ok)
  await printResult(
    command.json
      ? `${JSON.stringify({ ok: isWell, findings }, null, 2)}\n`
      : findings.map(({ name, ok, words }) => `${ok ? 'ok ' : 'NOT'} ${name.padEnd(13)} ${words}\n`).join(''),
  )
  return isWell ? EXIT.ok : EXIT.environment
}

/** Nothing where none is set. */
async function redisFindings(folder: string): Promise<Finding[]> {
  try {
    const settings = liveSettings(diskSettingsFile(folderLayout(folder)), { flags: {}, env: process.env })
    const { redisUrl } = settings.current()
    if (redisUrl === null) return []
    const { lookAtRedis } = await import('../../adapters/redis/look-at-redis.ts')
    return [{ name: 'Redis', ...(await lookAtRedis(redisUrl, redisSealOf(folder))) }]
  } catch (error) {
    return [{ name: 'Redis', ok: false, words: error instanceof Error ? error.message : String(error) }]
  }
}

/** Null where no server with Redis has used the folder yet. */
function redisSealOf(folder: string): Sealer | null {
  const secret = readSecret(redisSecretFile(folder))
  return secret === undefined ? null : redisSeal(secret)
}

async function finding(name: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { name, ok: true, words: await look() }
  } catch (error) {
    return { name, ok: false, words: error instanceof Error ? error.message : String(error) }
  }
}

function sqliteVersion(): string {
  const database = new Database(':memory:')
  try {
    return String(database.prepare('SELECT sqlite_version()').pluck().get())
  } finally {
    database.close()
  }
}

async function modelsWords(modelsDir: string): Promise<string> {
  const catalogue = await openModelCatalogue(modelsDir)
  for (const { file } of catalogue.entries) await catalogue.readModel(file)
  return `${catalogue.entries.length} files, all as shipped`
}

const backendWords = (): string =>
  listSupportedBackends()
    .map(({ name }) => name)
    .join(', ')

/** With `--probe` everything that this system could have is tried now, and remembered for the server's next start. */
async function executionWords(
  { probesProviders }: DoctorCommand,
  place: ProductPlace,
  folder: string,
): Promise<string> {
  const layout = folderLayout(folder)
  const settings = liveSettings(diskSettingsFile(layout), { flags: {}, env: process.env })
  const execution = openExecution(
    {
      spawnWorker: place.spawnWorker ?? forkWorker({ entryPath: place.workerPath }),
      modelsDir: place.modelsDir,
    },
    { layout, wish: settings.current().executionProvider, now: Date.now, log: SILENT },
  )
  if (probesProviders) await execution.tryAll(interruptSignal())
  return wordsOfExecution(execution.current())
}

/** One for each served engine that the settings name. */
async function servedFindings(place: ProductPlace, folder: string): Promise<readonly Finding[]> {
  const settings = liveSettings(diskSettingsFile(folderLayout(folder)), {
    flags: {},
    env: process.env,
  }).current()
  const engines = openServedEngines(
    settings,
    { dataDir: folder, version: place.version, env: process.env },
    ASK_MS,
  )
  return Promise.all(
    engines.map(async ({ name, health }): Promise<Finding> => {
      const said = await health(AbortSignal.timeout(ASK_MS))
      const url = settings[SERVED_URL_SETTINGS[name]] ?? ''
      return said.kind === 'answers'
        ? { name: SERVED_ENGINES[name], ok: true, words: `answers at ${url} as ${said.model}` }
        : { name: SERVED_ENGINES[name], ok: false, words: `${url}: ${said.because}` }
    }),
  )
}

const ASK_MS = 10_000

const badSettings = (error: unknown): readonly Finding[] => [
  { name: 'settings', ok: false, words: error instanceof Error ? error.message : String(error) },
]

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function wordsOfExecution({ provider, reason, candidates }: Execution): string {
  const others = candidates.map(each => `${PROVIDER_NAMES[each.provider]}: ${verdictWords(each.verdict)}.`)
  return [`${PROVIDER_NAMES[provider]}. ${EXECUTION_REASONS[reason]}`, ...others].join(' ')
}

async function readable(file: string): Promise<string> {
  await access(file, constants.R_OK)
  return file
}

async function folderWords(folder: string): Promise<string> {
  const server = readServerFile(path.join(folder, SERVER_FILE))
  await access(nearestFolder(folder), constants.W_OK)
  if (!existsSync(folder)) return `${folder} (made at the first start)`
  return server ? `${folder}, served at ${server.url}` : folder
}

async function diskWords(folder: string): Promise<string> {
  const { bavail, bsize } = await statfs(nearestFolder(folder))
  const words = `${((bavail * bsize) / GIB).toFixed(1)} GB free`
  if (bavail * bsize < LIMITS.freeDiskBytes) throw new Error(`${words}: too little to accept jobs`)
  return words
}

/** The folder, or the one that it would be made in. */
const nearestFolder = (folder: string): string =>
  existsSync(folder) ? folder : nearestFolder(path.dirname(folder))

function displayWords(): string {
  if (process.platform !== 'linux') return 'yes'
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? 'yes' : 'none: use serve or convert'
}
