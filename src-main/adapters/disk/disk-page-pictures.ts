import { rm } from 'node:fs/promises'
import type { PagePictures } from '../../core/ports/picture-workers.ts'
import { stagedPath } from './write-whole.ts'

/** Pictures in the staging folder, which is emptied at each start. */
export const diskPagePictures = (stagingDir: string): PagePictures => ({
  newPath: () => stagedPath(stagingDir, '.jpg'),
  remove: path => rm(path, { force: true }),
})
