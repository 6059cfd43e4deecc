import path from 'node:path'

/** Where things lie in a data folder. */
export interface FolderLayout {
  readonly dataDir: string
  readonly databasePath: string
  readonly lockPath: string
  /** Every file is written here first; emptied at each start, so no half file is ever left elsewhere. */
  readonly stagingDir: string
  readonly jobsDir: string
  /** Folders of jobs that are being deleted. */
  readonly trashDir: string
  readonly logDir: string
}

export const folderLayout = (dataDir: string): FolderLayout => ({
  dataDir,
  databasePath: path.join(dataDir, 'pageloom.db'),
  lockPath: path.join(dataDir, 'pageloom.lock'),
  stagingDir: path.join(dataDir, 'staging'),
  jobsDir: path.join(dataDir, 'jobs'),
  trashDir: path.join(dataDir, 'trash'),
  logDir: path.join(dataDir, 'logs'),
})
