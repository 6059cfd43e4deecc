import { type BrowserWindow, dialog } from 'electron'
import type { ClosingChoice } from '../../src-shared/contract/bridge.ts'
import type { DesktopFile } from './desktop-file.ts'
import type { DesktopWords } from './desktop-words.ts'

const ANSWERS = ['background', 'stop', 'cancel'] as const

/** What to do about jobs that run when the window is closed: as remembered, or as the person answers. */
export async function askHowToClose(
  window: BrowserWindow,
  memory: DesktopFile,
  words: DesktopWords,
): Promise<Exclude<ClosingChoice, 'ask'> | 'cancel'> {
  const { closing } = memory.read()
  if (closing !== 'ask') return closing
  const { response, checkboxChecked } = await dialog.showMessageBox(window, {
    type: 'question',
    message: words.closeTitle,
    detail: words.closeText,
    buttons: [words.closeBackground, words.closeStop, words.closeCancel],
    defaultId: 0,
    cancelId: 2,
    checkboxLabel: words.closeRemember,
    noLink: true,
  })
  const answer = ANSWERS[response] ?? 'cancel'
  if (checkboxChecked && answer !== 'cancel') memory.change({ closing: answer })
  return answer
}
