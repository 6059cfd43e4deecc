import type { SettingsReply } from '../../src-shared/contract/settings.ts'
import { annotatedPage } from './annotated-page.ts'
import type { AppParts } from './app-parts.ts'
import { callbackLog } from './callback-log.ts'
import { cancelJob } from './cancel-job.ts'
import { deleteJob } from './delete-job.ts'
import { documentFile } from './document-file.ts'
import { figureFile } from './figure-file.ts'
import { findStored } from './find-stored.ts'
import { followEvents } from './follow-events.ts'
import { openResult } from './open-result.ts'
import { pageImage } from './page-image.ts'
import { pauseJob } from './pause-job.ts'
import { readPage } from './read-page.ts'
import { resultMetadata } from './result-metadata.ts'
import { resumeJob } from './resume-job.ts'
import { retryDelivery } from './retry-delivery.ts'
import { retryPages } from './retry-pages.ts'
import { settingsReply } from './settings-reply.ts'
import { stageFile } from './stage-file.ts'
import { submitJob } from './submit-job.ts'
import type { UseCases } from './use-cases.ts'
import { waitForJob } from './wait-for-job.ts'

/** Every use case, standing on these parts. */
export function jobUseCases(
  parts: AppParts,
  place: Pick<SettingsReply, 'dataDir' | 'logDir' | 'version'>,
): UseCases {
  return {
    stageFile: stageFile(parts),
    discardStaged: file => parts.staging.discard(file.path),
    submitJob: submitJob(parts),
    findJob: async jobId => (await findStored(parts, jobId)).job,
    listJobs: query => parts.jobs.list(query),
    cancelJob: cancelJob(parts),
    pauseJob: pauseJob(parts),
    resumeJob: resumeJob(parts),
    retryPages: retryPages(parts),
    deleteJob: jobId => deleteJob(parts)(jobId),
    hasExpired: jobId => parts.census.hasExpired(jobId),
    openResult: openResult(parts),
    resultMetadata: resultMetadata(parts),
    async listPages(jobId) {
      await findStored(parts, jobId)
      return parts.pages.list(jobId)
    },
    pagesByEngine: jobId => parts.pages.countByEngine(jobId),
    readPage: readPage(parts),
    pageImage: pageImage(parts),
    annotatedPage: annotatedPage(parts),
    figureFile: figureFile(parts),
    documentFile: documentFile(parts),
    waitForJob: waitForJob(parts),
    followEvents: followEvents(parts),
    callbackLog: callbackLog(parts),
    retryDelivery: retryDelivery(parts),
    async jobCounts() {
      const { active, queued } = await parts.census.counts()
      return { active, queued }
    },
    readSettings: async () => settingsReply(parts, place),
    async changeSettings(patch) {
      await parts.settings.change(patch)
      parts.log.info('settings-changed', { names: Object.keys(patch).join(',') })
      return settingsReply(parts, place)
    },
  }
}
