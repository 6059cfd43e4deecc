import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { app, type BrowserWindow, dialog, ipcMain, shell, type Tray } from 'electron'
import type { DesktopNotice } from '../../src-shared/contract/bridge.ts'
import { answerBridge } from './answer-bridge.ts'
import { serveAppScheme } from './app-scheme.ts'
import { askHowToClose } from './ask-how-to-close.ts'
import { LISTENING_CHANNEL, NOTICE_CHANNEL } from './bridge-channels.ts'
import { bridgeHandlers } from './bridge-handlers.ts'
import type { DesktopFile } from './desktop-file.ts'
import { desktopWords } from './desktop-words.ts'
import { openMainWindow } from './main-window.ts'
import { setMenu } from './menu.ts'
import { namedFiles } from './named-files.ts'
import { type ServerSources, serverConnection } from './server-connection.ts'
import { openTray } from './tray.ts'
import { workSigns } from './work-signs.ts'

export interface DesktopOptions {
  readonly version: string
  readonly pageDir: string
  readonly preloadPath: string
  readonly iconPath: string
  readonly licencesPath: string
  readonly dataDir: string
  readonly memory: DesktopFile
  readonly sources: ServerSources
  /** Words of the command line that may name files, and where they were typed. */
  readonly words: readonly string[]
  readonly workDir: string
  readonly devUrl: string | null
  /** The words for a failure at the start. */
  explain(error: unknown): string
}

/** A server that does not end by then is left behind: the next start repairs what it left. */
const LONGEST_END_MS = 10_000

/** Runs the desktop program once Electron is ready: the server, its window, and what is around them. */
export function runDesktop(options: DesktopOptions): void {
  const words = desktopWords(app.getLocale())
  const files = namedFiles()
  const pending: DesktopNotice[] = []
  let isListening = false
  let isQuitting = false
  let isClosed = false
  let tray: Tray | undefined
  let window: BrowserWindow | undefined

  const tell = (notice: DesktopNotice) => {
    if (isListening) window?.webContents.send(NOTICE_CHANNEL, notice)
    else pending.push(notice)
  }
  const signs = workSigns(() => window)
  const connection = serverConnection(options.sources, {
    onState: state => tell({ kind: 'server-state', state }),
    onFailure: error => {
      dialog.showErrorBox(words.startFailed, options.explain(error))
      app.exit(1)
    },
  })

  const showWindow = () => {
    tray?.destroy()
    tray = undefined
    if (!window) window = openWindow()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
  const openFiles = async (typed: readonly string[], workDir: string) => {
    const paths = await files.admit(typed, workDir)
    for (const file of paths) app.addRecentDocument(file)
    if (paths.length > 0) tell({ kind: 'open-files', paths: [...paths] })
  }
  const hide = () => {
    window?.hide()
    tray ??= openTray(options.iconPath, words, { show: showWindow, quit: () => app.quit() })
  }
  const close = async (closing: BrowserWindow) => {
    if (signs.runningJobs() === 0 || !connection.isOwn()) return app.quit()
    const answer = await askHowToClose(closing, options.memory, words)
    if (answer === 'background') hide()
    if (answer === 'stop') app.quit()
  }
  const openWindow = () => {
    const opened = openMainWindow({ ...options, isPackaged: app.isPackaged })
    opened.on('close', event => {
      if (isQuitting) return
      event.preventDefault()
      if (process.platform === 'darwin') opened.hide()
      else void close(opened)
    })
    opened.on('closed', () => {
      window = undefined
      isListening = false
      if (!isQuitting && process.platform !== 'darwin') app.quit()
    })
    opened.webContents.on('did-start-navigation', details => {
      if (details.isMainFrame && !details.isSameDocument) isListening = false
    })
    opened.webContents.on('render-process-gone', () => opened.reload())
    return opened
  }

  ipcMain.on(LISTENING_CHANNEL, event => {
    if (event.sender !== window?.webContents) return
    isListening = true
    for (const notice of pending.splice(0)) tell(notice)
  })
  serveAppScheme({ pageDir: options.pageDir, connection, devUrl: options.devUrl })
  answerBridge(
    bridgeHandlers({ ...options, window: () => window, showWindow, connection, files, signs, words }),
  )
  setMenu(words, {
    tell: notice => {
      showWindow()
      tell(notice)
    },
    openLogs: () => void shell.openPath(path.join(options.dataDir, 'logs')),
  })
  app.on('second-instance', (_event, typed, workDir) => {
    showWindow()
    void openFiles(typed.slice(1), workDir)
  })
  app.on('open-file', (event, file) => {
    event.preventDefault()
    void openFiles([file], '/')
  })
  app.on('activate', showWindow)
  app.on('window-all-closed', () => undefined)
  app.on('before-quit', event => {
    isQuitting = true
    if (isClosed) return
    event.preventDefault()
    window?.hide()
    void Promise.race([connection.close(), wait(LONGEST_END_MS)]).finally(() => {
      isClosed = true
      app.quit()
    })
  })

  showWindow()
  void openFiles(options.words, options.workDir)
}
