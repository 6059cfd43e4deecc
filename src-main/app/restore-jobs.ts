import type { JobId } from '../../src-shared/contract/job.ts'
import { CALLBACK_PLACE } from '../core/job/callback-copy.ts'
import { pageFileName } from '../core/job/page-file-name.ts'
import {
  pagesOfMetadata,
  type RestoredPage,
  readFolderMetadata,
  restoredJob,
} from '../core/job/restored-job.ts'
import type { AppParts } from './app-parts.ts'

type RestoreParts = Pick<AppParts, 'jobs' | 'files' | 'seal' | 'clock' | 'log'>

/** Enters jobs anew from their folders after the database was lost. A folder that tells too little is left alone. Answers how many came back. */
export function restoreJobs(parts: RestoreParts): (rowless: readonly JobId[]) => Promise<number> {
  return async rowless => {
    let restored = 0
    for (const jobId of rowless) {
      try {
        if (await restoreJob(parts, jobId)) restored += 1
        else parts.log.warn('folder-without-row', { folder: jobId })
      } catch (error) {
        parts.log.warn('restore-fault', {
          folder: jobId,
          reason: error instanceof Error ? error.message : '',
        })
      }
    }
    return restored
  }
}

async function restoreJob({ jobs, files, seal, clock, log }: RestoreParts, jobId: JobId): Promise<boolean> {
  const file = await files.read(jobId, 'metadata.json')
  const metadata = file && readFolderMetadata(await textOf(file.body))
  if (metadata?.job_id !== jobId) return false
  const pages: RestoredPage[] = []
  for (const place of pagesOfMetadata(metadata)) {
    const page = await files.readPage(jobId, place.number)
    const sizeBytes = page && (await files.sizeOf(jobId, pageFileName(place.number)))
    pages.push({ place, page, sizeBytes })
  }
  const entry = restoredJob(metadata, pages, {
    openUrl: sealed => seal.open(sealed, CALLBACK_PLACE),
    now: clock.now(),
  })
  if (metadata.callback && !entry.callback) log.warn('callback-not-restored', { jobId })
  await jobs.insert(entry)
  return true
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of body) text += decoder.decode(piece, { stream: true })
  return text + decoder.decode()
}
