import { BrowserWindow, type Session, screen, session } from 'electron'
import { APP_URL, isOurPage } from './app-address.ts'
import type { DesktopFile } from './desktop-file.ts'
import { LEAST_SIZE, windowPlace } from './window-place.ts'

export interface MainWindowOptions {
  readonly preloadPath: string
  readonly iconPath: string
  readonly version: string
  readonly isPackaged: boolean
  readonly memory: DesktopFile
}

const SAVE_AFTER_MS = 400

/** Opens the window: a sandboxed page of our own that can go nowhere and ask for nothing. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const { bounds, isMaximized } = options.memory.read()
  const place = windowPlace(
    bounds,
    screen.getAllDisplays().map(display => display.workArea),
  )
  const window = new BrowserWindow({
    ...place,
    minWidth: LEAST_SIZE.width,
    minHeight: LEAST_SIZE.height,
    title: 'Pageloom',
    icon: options.iconPath,
    show: false,
    webPreferences: {
      preload: options.preloadPath,
      additionalArguments: [`--pageloom-version=${options.version}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !options.isPackaged,
    },
  })
  keepAtHome(window)
  allowNothing(session.defaultSession)
  rememberPlace(window, options.memory)
  if (isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  void window.loadURL(APP_URL)
  return window
}

function keepAtHome({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-attach-webview', event => event.preventDefault())
  webContents.on('will-navigate', event => {
    if (!isOurPage(event.url)) event.preventDefault()
  })
  webContents.on('will-redirect', event => event.preventDefault())
}

function allowNothing(all: Session): void {
  all.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  all.setPermissionCheckHandler(() => false)
  all.setDevicePermissionHandler(() => false)
  all.on('will-download', event => event.preventDefault())
}

function rememberPlace(window: BrowserWindow, memory: DesktopFile): void {
  let timer: NodeJS.Timeout | undefined
  const save = () => {
    if (window.isDestroyed()) return
    memory.change({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
  }
  const saveSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(save, SAVE_AFTER_MS)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('close', () => {
    clearTimeout(timer)
    save()
  })
}
