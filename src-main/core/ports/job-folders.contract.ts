import { expect, test } from 'vitest'
import type { JobFiles } from './job-files.ts'
import type { JobFolders, JobRows } from './job-folders.ts'
import type { StagingArea } from './staging-area.ts'

/** The folders and files of one data folder. */
export interface FolderParts {
  readonly staging: StagingArea
  readonly folders: JobFolders
  readonly files: JobFiles
}

const { signal } = new AbortController()
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

async function* inPieces(...pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield bytesOf(piece)
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of body) text += decoder.decode(piece, { stream: true })
  return text
}

const rowsOf = (...ids: readonly string[]): JobRows & { readonly removed: string[] } => {
  const removed: string[] = []
  return {
    removed,
    has: async jobId => ids.includes(jobId) && !removed.includes(jobId),
    remove: async jobId => {
      removed.push(jobId)
    },
  }
}

/** What everything that keeps jobs' folders promises. `open` gives the same data folder again within a test. */
export function jobFoldersContract(name: string, open: () => FolderParts): void {
  async function create(jobId: string): Promise<FolderParts> {
    const parts = open()
    const { path: stagedPath } = await parts.staging.stage(inPieces('%PDF', '-1.4'), 100, signal)
    await parts.folders.create(jobId, [{ stagedPath, name: 'input.pdf' }])
    return parts
  }

  test(`${name}: an upload is staged whole, up to the limit and no further`, async () => {
    const { staging } = open()
    expect(await staging.stage(inPieces('abc', 'de'), 5, signal)).toMatchObject({ sizeBytes: 5 })
    await expect(staging.stage(inPieces('abc', 'def'), 5, signal)).rejects.toMatchObject({
      code: 'file-too-large',
    })
    const stop = new AbortController()
    stop.abort()
    await expect(staging.stage(inPieces('abc'), 5, stop.signal)).rejects.toMatchObject({
      code: 'upload-cut-off',
    })
  })

  test(`${name}: a job’s documents are moved from the staging area`, async () => {
    const { files } = await create('job')
    expect(await files.sizeOf('job', 'input.pdf')).toBe(8)
    expect(await files.sizeOf('job', 'input-2.pdf')).toBeUndefined()
  })

  test(`${name}: a file that is written again is whole, the old one or the new one`, async () => {
    const { files } = await create('job')
    expect(await files.read('job', 'result.md')).toBeUndefined()
    expect(await files.write('job', 'result.md', ['# Título', '\n'])).toBe(10)
    const failing = function* (): Generator<string> {
      yield 'half'
      throw new Error('no more')
    }
    await expect(files.write('job', 'result.md', failing())).rejects.toThrow('no more')
    const file = await files.read('job', 'result.md')
    expect(file?.sizeBytes).toBe(10)
    expect(file && (await textOf(file.body))).toBe('# Título\n')
  })

  test(`${name}: a page that was not written is not there`, async () => {
    const { files } = await create('job')
    expect(await files.readPage('job', 1)).toBeUndefined()
  })

  test(`${name}: an image is drawn once and kept`, async () => {
    const { files } = await create('job')
    let drawn = 0
    const draw = async (): Promise<void> => {
      drawn += 1
      throw new Error('cannot draw')
    }
    await expect(files.keepImage('job', 'page.jpg', draw)).rejects.toThrow('cannot draw')
    await expect(files.keepImage('job', 'page.jpg', draw)).rejects.toThrow('cannot draw')
    expect(drawn).toBe(2)
    expect(await files.sizeOf('job', 'images/page.jpg')).toBeUndefined()
  })

  test(`${name}: a job that was never committed is swept away, a committed one stays`, async () => {
    await create('lost')
    const { folders, files } = await create('kept')
    expect(await folders.sweep(rowsOf('kept'))).toEqual([])
    expect(await files.sizeOf('lost', 'input.pdf')).toBeUndefined()
    expect(await files.sizeOf('kept', 'input.pdf')).toBe(8)
  })

  test(`${name}: a confirmed folder whose row is lost is told, not removed`, async () => {
    const { folders, files } = await create('rowless')
    await folders.confirm('rowless')
    expect(await folders.sweep(rowsOf())).toEqual(['rowless'])
    expect(await files.sizeOf('rowless', 'input.pdf')).toBe(8)
  })

  test(`${name}: a removed folder is gone; when its row stays, it stays too`, async () => {
    const { folders, files } = await create('job')
    await folders.confirm('job')
    const removing = folders.remove('job', async () => {
      throw new Error('the row stays')
    })
    await expect(removing).rejects.toThrow('the row stays')
    expect(await files.sizeOf('job', 'input.pdf')).toBe(8)
    await folders.remove('job', async () => undefined)
    expect(await files.sizeOf('job', 'input.pdf')).toBeUndefined()
    expect(await folders.sweep(rowsOf())).toEqual([])
  })
}
