import path from 'node:path'
import { app } from 'electron'
import { apiClient } from '../../src-shared/client/api-client.ts'
import { PROBLEMS } from '../../src-shared/contract/problem.ts'
import { SERVER_FILE } from '../../src-shared/contract/settings.ts'
import { ProblemError } from '../core/problem-error.ts'
import { declareAppScheme } from '../desktop/app-scheme.ts'
import { desktopFile } from '../desktop/desktop-file.ts'
import type { ServerAddress } from '../desktop/forward-to-server.ts'
import { runDesktop } from '../desktop/run-desktop.ts'
import type { OwnServer, ServerSources } from '../desktop/server-connection.ts'
import { typedWords } from '../desktop/typed-words.ts'
import { utilityWorker } from '../desktop/utility-worker.ts'
import { runCli } from './cli/run-cli.ts'
import { type ProductPlace, productPlace } from './product-place.ts'
import { readServerFile } from './serve-engine.ts'
import { startServer } from './start-server.ts'

const HEADLESS_FLAG = '--headless'
const DATA_DIR_FLAG = '--data-dir'

const place = productPlace(import.meta.dirname, app.isPackaged ? process.resourcesPath : undefined)
const typed = typedWords(process.argv, app.isPackaged)

if (typed.includes(HEADLESS_FLAG)) startHeadless(typed.filter(word => word !== HEADLESS_FLAG))
else startWindow(typed)

/** The command line's program, without a window: `--headless serve`, `--headless convert …`. */
function startHeadless(words: readonly string[]): void {
  app.commandLine.appendSwitch('ozone-platform', 'headless')
  app.dock?.hide()
  app.on('window-all-closed', () => undefined)
  const spawnWorker = utilityWorker(place.workerPath)
  void app
    .whenReady()
    .then(() => runCli(words.length === 0 ? ['serve'] : words, { ...place, spawnWorker }))
    .then(exitCode => app.exit(exitCode))
}

/** The window; a second start hands its files to the first. Nothing here waits: Electron is ready only after this file. */
function startWindow(words: readonly string[]): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  declareAppScheme()
  const opened = filesBeforeReady()
  void app.whenReady().then(() => openDesktop(words, opened()))
}

/** On macOS files may be named before the program is ready. */
function filesBeforeReady(): () => readonly string[] {
  const files: string[] = []
  const note = (event: Electron.Event, file: string) => {
    event.preventDefault()
    files.push(file)
  }
  app.on('open-file', note)
  return () => {
    app.off('open-file', note)
    return files
  }
}

function openDesktop(words: readonly string[], opened: readonly string[]): void {
  const memory = desktopFile(app.getPath('userData'))
  const { dataDir, rest } = dataDirOf(words, memory.read().dataDir)
  const resources = app.isPackaged ? process.resourcesPath : path.join(app.getAppPath(), 'resources')
  runDesktop({
    version: place.version,
    pageDir: place.pageDir ?? path.join(import.meta.dirname, '../renderer'),
    preloadPath: path.join(import.meta.dirname, '../preload/preload.cjs'),
    iconPath: path.join(resources, 'icons/icon.png'),
    licencesPath: app.isPackaged
      ? path.join(resources, 'licences.md')
      : path.join(app.getAppPath(), 'docs/licences.md'),
    dataDir,
    memory,
    sources: serverSources(dataDir, place),
    words: [...rest, ...opened],
    workDir: process.cwd(),
    devUrl: app.isPackaged ? null : (process.env.ELECTRON_RENDERER_URL ?? null),
    explain,
  })
}

/** Flag, then environment, then what was chosen in the settings, then Electron's own place for the program. */
function dataDirOf(
  words: readonly string[],
  chosen: string | null,
): { dataDir: string; rest: readonly string[] } {
  const at = words.indexOf(DATA_DIR_FLAG)
  const named = at < 0 ? process.env.PAGELOOM_DATA_DIR : words[at + 1]
  const rest = at < 0 ? words : words.toSpliced(at, 2)
  return { dataDir: path.resolve(named || chosen || app.getPath('userData')), rest }
}

function serverSources(
  dataDir: string,
  { modelsDir, pageDir, version, workerPath }: ProductPlace,
): ServerSources {
  return {
    async startOwn(): Promise<OwnServer | undefined> {
      try {
        return await startServer({
          dataDir,
          modelsDir,
          pageDir,
          version,
          spawnWorker: utilityWorker(workerPath),
          env: process.env,
        })
      } catch (error) {
        if (error instanceof ProblemError && error.code === 'data-folder-owned') return undefined
        throw error
      }
    },
    async findForeign(): Promise<ServerAddress | undefined> {
      const file = readServerFile(path.join(dataDir, SERVER_FILE))
      if (!file) return undefined
      const key = file.key === '' ? null : file.key
      const settings = await apiClient({ baseUrl: file.url, key })
        .getSettings()
        .catch(() => undefined)
      const isItsOwn = settings && path.resolve(settings.dataDir) === dataDir
      return isItsOwn ? { url: file.url, key, ownerKey: file.ownerKey ?? null } : undefined
    },
  }
}

function explain(error: unknown): string {
  if (error instanceof ProblemError)
    return [PROBLEMS[error.code].words, error.detail].filter(Boolean).join(' ')
  return error instanceof Error ? error.message : String(error)
}
