import { type BrowserWindow, powerSaveBlocker } from 'electron'
import type { TaskbarProgress } from '../../src-shared/contract/bridge.ts'

/** Shows outside the window that work goes on, and keeps the machine awake for it. */
export interface WorkSigns {
  show(progress: TaskbarProgress): void
  runningJobs(): number
}

/** The taskbar's progress and the power-save blocker. */
export function workSigns(window: () => BrowserWindow | undefined): WorkSigns {
  let blocker: number | undefined
  let running = 0
  return {
    runningJobs: () => running,
    show({ fraction, runningJobs }) {
      running = runningJobs
      window()?.setProgressBar(runningJobs === 0 ? -1 : (fraction ?? 2))
      if (runningJobs > 0 && blocker === undefined) blocker = powerSaveBlocker.start('prevent-app-suspension')
      if (runningJobs === 0 && blocker !== undefined) {
        powerSaveBlocker.stop(blocker)
        blocker = undefined
      }
    },
  }
}
