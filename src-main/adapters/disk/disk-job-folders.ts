import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { DocumentFile, JobFolders, JobRows } from '../../core/ports/job-folders.ts'
import type { FolderLayout } from './folder-layout.ts'
import { syncFolder } from './sync-folder.ts'

/** Stands in a folder whose job's row may not be committed yet. */
const NEW_MARK = '.new'

/** The folders `jobs/{job_id}/` on disk. */
export function diskJobFolders(layout: FolderLayout): JobFolders {
  const folderOf = (jobId: string): string => path.join(layout.jobsDir, jobId)
  const trashOf = (jobId: string): string => path.join(layout.trashDir, jobId)

  return {
    async create(jobId, documents) {
      const folder = folderOf(jobId)
      await mkdir(folder, { mode: 0o700 })
      try {
        await fill(folder, documents)
        await syncFolder(layout.jobsDir)
      } catch (error) {
        await rm(folder, { recursive: true, force: true })
        throw error
      }
    },
    async confirm(jobId) {
      await rm(path.join(folderOf(jobId), NEW_MARK), { force: true })
    },
    async remove(jobId, removeRow) {
      const hasFolder = await moveAway(folderOf(jobId), trashOf(jobId))
      if (hasFolder) await syncFolder(layout.trashDir)
      try {
        await removeRow()
      } catch (error) {
        await moveAway(trashOf(jobId), folderOf(jobId))
        throw error
      }
      await rm(trashOf(jobId), { recursive: true, force: true })
    },
    async sweep(rows) {
      for (const jobId of await readdir(layout.trashDir)) {
        await rows.remove(jobId)
        await rm(trashOf(jobId), { recursive: true, force: true })
      }
      const rowless: string[] = []
      for (const entry of await readdir(layout.jobsDir, { withFileTypes: true })) {
        if (entry.isDirectory() && !(await settle(folderOf(entry.name), entry.name, rows))) {
          rowless.push(entry.name)
        }
      }
      return rowless
    },
    pathOf: (jobId, name) => path.join(folderOf(jobId), name),
  }
}

async function fill(folder: string, documents: readonly DocumentFile[]): Promise<void> {
  const mark = await open(path.join(folder, NEW_MARK), 'wx', 0o600)
  await mark.close()
  await mkdir(path.join(folder, 'pages'), { mode: 0o700 })
  for (const document of documents) {
    const target = path.join(folder, document.name)
    await rename(document.stagedPath, target)
    await chmod(target, 0o600)
  }
  await syncFolder(folder)
}

/** False for a folder without a row that is no uncommitted submit either. */
async function settle(folder: string, jobId: string, rows: JobRows): Promise<boolean> {
  const mark = path.join(folder, NEW_MARK)
  if (await rows.has(jobId)) {
    await rm(mark, { force: true })
    return true
  }
  if (!(await exists(mark))) return false
  await rm(folder, { recursive: true, force: true })
  return true
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined
}

async function moveAway(from: string, to: string): Promise<boolean> {
  if (!(await exists(from))) return false
  await rename(from, to)
  return true
}
