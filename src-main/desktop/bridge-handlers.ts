import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { app, type BrowserWindow, dialog, Notification, shell } from 'electron'
import { EXPORT_FORMATS } from '../../src-shared/contract/routes.ts'
import type { BridgeHandlers } from './bridge-calls.ts'
import type { DesktopFile } from './desktop-file.ts'
import type { DesktopWords } from './desktop-words.ts'
import type { NamedFiles } from './named-files.ts'
import { safeExternalUrl } from './safe-external-url.ts'
import { saveResultFile } from './save-result-file.ts'
import type { ServerConnection } from './server-connection.ts'
import type { WorkSigns } from './work-signs.ts'

export interface BridgeParts {
  readonly window: () => BrowserWindow | undefined
  readonly showWindow: () => void
  readonly connection: ServerConnection
  readonly files: NamedFiles
  readonly signs: WorkSigns
  readonly memory: DesktopFile
  readonly words: DesktopWords
  readonly dataDir: string
  readonly licencesPath: string
}

const JOB_ID = /^[A-Za-z0-9._-]{1,120}$/

/** What the desktop does for the window. Paths of results are remembered: no other path can be shown. */
export function bridgeHandlers(parts: BridgeParts): BridgeHandlers {
  const saved = new Set<string>()
  return {
    readNamedFile: file => parts.files.read(file),
    async saveResult(request) {
      const isFormat = request.format in EXPORT_FORMATS
      if (!isFormat || !JOB_ID.test(request.jobId)) throw new Error('There is no such result.')
      const target = await askForPlace(parts.window(), request.suggestedName, parts.words)
      if (target === null) return null
      await saveResultFile(request, target, await parts.connection.address())
      saved.add(target)
      app.addRecentDocument(target)
      return target
    },
    async showInFolder(file) {
      if (saved.has(file)) shell.showItemInFolder(file)
    },
    async showJobFolder(jobId) {
      if (JOB_ID.test(jobId) && jobId !== '..') await shell.openPath(path.join(parts.dataDir, 'jobs', jobId))
    },
    async openLogFolder() {
      await shell.openPath(path.join(parts.dataDir, 'logs'))
    },
    async chooseDataDir() {
      const folder = await askForFolder(parts.window(), parts.words)
      if (folder !== null) parts.memory.change({ dataDir: folder })
      return folder
    },
    async openExternal(url) {
      const safe = safeExternalUrl(url)
      if (safe !== null) await shell.openExternal(safe)
    },
    async notifyFinished(_jobId, title, body) {
      if (parts.window()?.isFocused() || !Notification.isSupported()) return
      const notification = new Notification({ title, body })
      notification.on('click', () => parts.showWindow())
      notification.show()
    },
    async setProgress(progress) {
      parts.signs.show(progress)
    },
    licences: () => readFile(parts.licencesPath, 'utf8'),
    serverUrl: async () => parts.connection.current()?.url ?? null,
    closingChoice: async () => parts.memory.read().closing,
    async setClosingChoice(closing) {
      parts.memory.change({ closing })
    },
  }
}

async function askForPlace(
  window: BrowserWindow | undefined,
  suggestedName: string,
  words: DesktopWords,
): Promise<string | null> {
  const extension = path.extname(suggestedName).slice(1)
  const options = {
    title: words.save,
    defaultPath: path.join(app.getPath('documents'), path.basename(suggestedName)),
    filters: [
      { name: extension, extensions: [extension] },
      { name: words.allFiles, extensions: ['*'] },
    ],
  }
  const answer = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options))
  return answer.canceled || answer.filePath === '' ? null : answer.filePath
}

async function askForFolder(window: BrowserWindow | undefined, words: DesktopWords): Promise<string | null> {
  const options: Electron.OpenDialogOptions = {
    title: words.dataDirTitle,
    properties: ['openDirectory', 'createDirectory'],
  }
  const answer = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
  return answer.canceled ? null : (answer.filePaths[0] ?? null)
}
