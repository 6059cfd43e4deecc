import { createReadStream } from 'node:fs'
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Compile } from 'typebox/compile'
import { Page } from '../../../src-shared/contract/page.ts'
import { pageFileName } from '../../core/job/page-file-name.ts'
import type { JobFiles } from '../../core/ports/job-files.ts'
import type { FolderLayout } from './folder-layout.ts'
import { sharedSync } from './shared-sync.ts'
import { stagedPath, writeWhole } from './write-whole.ts'

/** The files in the jobs' folders on disk. */
export function diskJobFiles(layout: FolderLayout): JobFiles {
  const pathOf = (jobId: string, name: string): string => path.join(layout.jobsDir, jobId, name)
  const sizeOf = async (file: string): Promise<number | undefined> =>
    (await stat(file).catch(() => undefined))?.size

  const place = { stagingDir: layout.stagingDir, syncFolder: sharedSync() }
  return {
    write: (jobId, file, pieces) => writeWhole(place, pathOf(jobId, file), pieces),
    async read(jobId, file) {
      const sizeBytes = await sizeOf(pathOf(jobId, file))
      if (sizeBytes === undefined) return undefined
      return { sizeBytes, body: createReadStream(pathOf(jobId, file)) }
    },
    writePage: (jobId, page) =>
      writeWhole(place, pathOf(jobId, pageFileName(page.number)), [`${JSON.stringify(page)}\n`]),
    async readPage(jobId, number) {
      const text = await readFile(pathOf(jobId, pageFileName(number)), 'utf8').catch(() => undefined)
      return text === undefined ? undefined : parsePage(text)
    },
    readFigure: (jobId, name) =>
      readFile(pathOf(jobId, path.join('images', path.basename(name)))).catch(() => undefined),
    sizeOf: (jobId, name) => sizeOf(pathOf(jobId, name)),
    async keepImage(jobId, name, draw) {
      const target = pathOf(jobId, path.join('images', name))
      if ((await sizeOf(target)) !== undefined) return target
      const temporary = stagedPath(layout.stagingDir, path.extname(name))
      try {
        await draw(temporary)
        await mkdir(path.dirname(target), { mode: 0o700 }).catch(ignoreExisting)
        await rename(temporary, target)
      } finally {
        await rm(temporary, { force: true })
      }
      return target
    },
  }
}

const validator = Compile(Page)

function parsePage(text: string): Page | undefined {
  try {
    const page: unknown = JSON.parse(text)
    return validator.Check(page) ? page : undefined
  } catch {
    return undefined
  }
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}
