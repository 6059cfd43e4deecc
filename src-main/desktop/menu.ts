import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { DesktopNotice } from '../../src-shared/contract/bridge.ts'
import type { DesktopWords } from './desktop-words.ts'

export interface MenuDeeds {
  /** Shows the window and tells it something. */
  tell(notice: DesktopNotice): void
  openLogs(): void
}

/** Sets the menu as the platform has it. */
export function setMenu(words: DesktopWords, deeds: MenuDeeds): void {
  const isMac = process.platform === 'darwin'
  const settings: MenuItemConstructorOptions = {
    label: words.settings,
    accelerator: 'CmdOrCtrl+,',
    click: () => deeds.tell({ kind: 'show-settings' }),
  }
  const about: MenuItemConstructorOptions = {
    label: words.about,
    click: () => deeds.tell({ kind: 'show-about' }),
  }
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [macMenu([about, separator, settings, separator])] : []),
      {
        label: words.file,
        submenu: [
          {
            label: words.chooseFiles,
            accelerator: 'CmdOrCtrl+O',
            click: () => deeds.tell({ kind: 'choose-files' }),
          },
          ...(isMac ? [recentMenu(words)] : [separator, settings, separator, quit(words)]),
        ],
      },
      { label: words.edit, role: 'editMenu' },
      { label: words.view, submenu: [...tabs(words, deeds), separator, ...zooms()] },
      ...(isMac ? [{ label: words.window, role: 'windowMenu' } satisfies MenuItemConstructorOptions] : []),
      {
        label: words.help,
        role: 'help',
        submenu: [{ label: words.logs, click: () => deeds.openLogs() }, ...(isMac ? [] : [separator, about])],
      },
    ]),
  )
}

function macMenu(first: MenuItemConstructorOptions[]): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      ...first,
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  }
}

const recentMenu = (words: DesktopWords): MenuItemConstructorOptions => ({
  label: words.recent,
  role: 'recentDocuments',
  submenu: [{ role: 'clearRecentDocuments' }],
})

const quit = (words: DesktopWords): MenuItemConstructorOptions => ({
  label: words.quit,
  accelerator: 'CmdOrCtrl+Q',
  role: 'quit',
})

function tabs(words: DesktopWords, deeds: MenuDeeds): MenuItemConstructorOptions[] {
  const names = ['quick-process', 'manual-control', 'job-history'] as const
  const labels = [words.quickProcess, words.manualControl, words.jobHistory]
  return names.map((tab, index) => ({
    label: labels[index] ?? tab,
    accelerator: `CmdOrCtrl+${index + 1}`,
    click: () => deeds.tell({ kind: 'show-tab', tab }),
  }))
}

const zooms = (): MenuItemConstructorOptions[] => [
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { type: 'separator' },
  { role: 'togglefullscreen' },
]
