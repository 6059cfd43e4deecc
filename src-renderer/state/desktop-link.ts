import type { DesktopNotice } from '../../src-shared/contract/bridge.ts'
import type { Job } from '../../src-shared/contract/job.ts'
import { isAtRest } from '../../src-shared/contract/job-transitions.ts'
import { wordsFor } from '../words/use-words.ts'
import { bridge } from './bridge.ts'
import { useChoices } from './choices-store.ts'
import { useConnection } from './connection-store.ts'
import { unfinishedJobs, useJobs } from './jobs-store.ts'
import { useSelection } from './selection-store.ts'
import { useUploads } from './uploads-store.ts'

/** Joins the window with the desktop around it: files to open, menus, progress, notifications. Nothing in a browser. */
export function startDesktopLink(): void {
  if (!bridge) return
  bridge.onNotice(notice => void heed(notice))
  useJobs.subscribe((now, before) => {
    if (now.jobs === before.jobs) return
    tellProgress(now.jobs)
    for (const job of Object.values(now.jobs)) {
      const old = before.jobs[job.id]
      if (old && !isAtRest(old.state) && isAtRest(job.state)) tellFinished(job)
    }
  })
}

async function heed(notice: DesktopNotice): Promise<void> {
  switch (notice.kind) {
    case 'open-files':
      return addNamedFiles(notice.paths)
    case 'show-tab':
      return useSelection.getState().showTab(notice.tab)
    case 'show-settings':
      return useSelection.getState().showDialog('settings')
    case 'show-about':
      return useSelection.getState().showDialog('about')
    case 'choose-files':
      useSelection.getState().showTab('quick-process')
      return useSelection.getState().askForFiles()
    case 'server-state':
      if (notice.state === 'restarting') useConnection.getState().become({ kind: 'gone' })
  }
}

async function addNamedFiles(paths: readonly string[]): Promise<void> {
  const files: File[] = []
  for (const path of paths) {
    const named = await bridge?.readNamedFile(path)
    if (named) files.push(new File([named.bytes], named.name))
  }
  if (files.length === 0) return
  useSelection.getState().showTab('quick-process')
  useUploads.getState().add(files)
}

function tellProgress(jobs: Readonly<Record<string, Job>>): void {
  const open = unfinishedJobs(jobs).filter(job => job.state !== 'paused')
  const pages = open.reduce((sum, job) => sum + job.pageCount, 0)
  const done = open.reduce((sum, job) => sum + job.donePages, 0)
  void bridge?.setProgress({ fraction: pages === 0 ? null : done / pages, runningJobs: open.length })
}

function tellFinished(job: Job): void {
  const words = wordsFor(useChoices.getState().language)
  if (job.state === 'completed')
    void bridge?.notifyFinished(
      job.id,
      words.notification.done,
      words.notification.doneText(job.name, job.pageCount),
    )
  if (job.state === 'failed')
    void bridge?.notifyFinished(job.id, words.notification.failedTitle, words.job.announceFailed(job.name))
}
