import type { Job } from '../../src-shared/contract/job.ts'
import type { ExportFormat } from '../../src-shared/contract/routes.ts'
import { api } from './api.ts'
import { bridge } from './bridge.ts'
import { useChoices } from './choices-store.ts'
import { nameFor } from './take-files.ts'

/** Where a result went: a path on the desktop, only a name in a browser; null when the person changed their mind. */
export interface SavedResult {
  readonly name: string
  readonly path: string | null
}

/** Saves the result of a job in a format and remembers the format. */
export async function saveResult(job: Job, format: ExportFormat, pages = ''): Promise<SavedResult | null> {
  const only = pages === '' ? {} : { pages }
  useChoices.getState().choose({ saveFormat: format })
  const suggestedName = nameFor(job.name, format)
  if (!bridge) {
    download(api.resultUrl(job.id, { format, partial: true, ...only }), suggestedName)
    return { name: suggestedName, path: null }
  }
  const path = await bridge.saveResult({ suggestedName, jobId: job.id, format, ...only })
  return path === null ? null : { name: path.split(/[\\/]/).at(-1) ?? path, path }
}

/** The result as text, with the pages that there are. */
export async function resultText(jobId: string, format: ExportFormat): Promise<string> {
  return (await api.getResult(jobId, { format, partial: true })).text()
}

/** Lets the browser save what stands at an address. */
export function download(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
