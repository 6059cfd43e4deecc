import { Menu, nativeImage, Tray } from 'electron'
import type { DesktopWords } from './desktop-words.ts'

export interface TrayDeeds {
  show(): void
  quit(): void
}

const ICON_PX = 22

/** A sign in the tray while the program works without a window. */
export function openTray(iconPath: string, words: DesktopWords, deeds: TrayDeeds): Tray {
  const icon = nativeImage.createFromPath(iconPath).resize({ width: ICON_PX, height: ICON_PX })
  const tray = new Tray(icon)
  tray.setToolTip('Pageloom')
  tray.setContextMenu(
    Menu.buildFromTemplate([
      { label: words.show, click: () => deeds.show() },
      { type: 'separator' },
      { label: words.quit, click: () => deeds.quit() },
    ]),
  )
  tray.on('click', () => deeds.show())
  return tray
}
