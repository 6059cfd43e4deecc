import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FolderParts, jobFoldersContract } from '../../core/ports/job-folders.contract.ts'
import { diskJobFiles } from './disk-job-files.ts'
import { diskJobFolders } from './disk-job-folders.ts'
import { diskSpace, diskStagingArea } from './disk-staging-area.ts'
import { folderLayout } from './folder-layout.ts'
import { makeFolders } from './make-folders.ts'

let dataDir = ''

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'pageloom-disk-'))
})

afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

function open(): FolderParts {
  const layout = folderLayout(dataDir)
  makeFolders(layout)
  const staging = diskStagingArea(layout.stagingDir, 0, diskSpace(dataDir))
  return { staging, folders: diskJobFolders(layout), files: diskJobFiles(layout) }
}

jobFoldersContract('on disk', open)

test('nothing is left in the staging area after a fault', async () => {
  const { staging, files, folders } = open()
  const { signal } = new AbortController()
  const breaking = async function* (): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(3)
    throw new Error('cut off')
  }
  await expect(staging.stage(breaking(), 10, signal)).rejects.toMatchObject({ code: 'upload-cut-off' })
  await folders.create('job', [])
  await expect(files.write('none', 'result.md', ['x'])).rejects.toThrow('ENOENT')
  expect(readdirSync(path.join(dataDir, 'staging'))).toEqual([])
})

test('only what lies in the staging area is discarded', async () => {
  const { staging } = open()
  const mine = path.join(dataDir, 'jobs', 'mine.pdf')
  const staged = path.join(dataDir, 'staging', 'x.part')
  for (const file of [mine, staged]) writeFileSync(file, 'x')
  for (const file of [mine, staged, path.join(dataDir, 'staging', '..', 'jobs', 'mine.pdf')]) {
    await staging.discard(file)
  }
  expect(existsSync(mine)).toBe(true)
  expect(existsSync(staged)).toBe(false)
})

test('a damaged page result is no result', async () => {
  const { files } = open()
  mkdirSync(path.join(dataDir, 'jobs', 'job', 'pages'), { recursive: true })
  for (const text of ['', '{"number":1', '{"number":1}']) {
    writeFileSync(path.join(dataDir, 'jobs', 'job', 'pages', '000001.json'), text)
    expect(await files.readPage('job', 1)).toBeUndefined()
  }
})

test('a data folder that cannot be made is refused with its path', () => {
  const file = path.join(dataDir, 'file')
  writeFileSync(file, '')
  expect(() => makeFolders(folderLayout(path.join(file, 'data')))).toThrow(/data-folder-unwritable.*file/)
})
