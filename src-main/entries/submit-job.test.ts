import { readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readsAll, scriptedFile } from './testing/scripted-workers.ts'
import { resultText, submitFiles } from './testing/test-engine.ts'
import { testEngines } from './testing/test-engines.ts'

const { signal } = new AbortController()
const { folder, openScripted } = testEngines()

const jobFolder = (jobId: string): string => path.join(folder(), 'jobs', jobId)

test('several files are one job whose pages are numbered through, each knowing its document', async () => {
  const { useCases } = await openScripted(readsAll)

  const files = [scriptedFile('a.pdf', 3), scriptedFile('../../b.pdf', 2)]
  const { id } = await submitFiles(useCases, files, { options: { pages: '1,-1' } })
  const job = await useCases.waitForJob(id, signal)

  expect(job.name).toBe('a.pdf and 1 more')
  expect(job.documents).toMatchObject([
    { number: 1, name: 'a.pdf', pagesInFile: 3, firstPage: 1, pageCount: 2 },
    { number: 2, name: 'b.pdf', pagesInFile: 2, firstPage: 3, pageCount: 2 },
  ])
  const pages = await useCases.listPages(id)
  expect(pages.map(page => [page.number, page.documentNumber, page.pageInDocument])).toEqual([
    [1, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [4, 2, 2],
  ])
  expect(readdirSync(jobFolder(id))).toEqual(expect.arrayContaining(['input.pdf', 'input-2.pdf']))
  expect(await resultText(useCases, id)).toMatch(/# a\\?\.pdf[\s\S]*Page 2[\s\S]*# b\\?\.pdf[\s\S]*Page 4/)
})

test('a refused file is named, and nothing half-made stays', async () => {
  const { useCases } = await openScripted(readsAll)
  const files = [scriptedFile('good.pdf', 1), { name: 'song.mp3', bytes: new Uint8Array([1, 2]) }]

  const submit = submitFiles(useCases, files)

  await expect(submit).rejects.toMatchObject({ code: 'not-supported', detail: 'song.mp3' })
  expect((await useCases.listJobs({})).total).toBe(0)
  expect(readdirSync(path.join(folder(), 'jobs'))).toEqual([])
  expect(readdirSync(path.join(folder(), 'staging'))).toEqual([])
})

test('where bad files fail alone, the good ones become a job that names the bad ones', async () => {
  const { useCases } = await openScripted(readsAll)
  const files = [
    { name: 'song.mp3', bytes: new Uint8Array([1, 2]) },
    scriptedFile('good.pdf', 2),
    { name: 'empty.pdf', bytes: new Uint8Array() },
  ]

  const { id } = await submitFiles(useCases, files, { badFiles: 'fail-alone' })
  const job = await useCases.waitForJob(id, signal)

  expect(job).toMatchObject({ state: 'completed', name: 'song.mp3 and 2 more', pageCount: 2 })
  expect(job.documents).toMatchObject([
    { number: 1, pageCount: 0, problem: { code: 'not-supported', detail: 'song.mp3' } },
    { number: 2, name: 'good.pdf', firstPage: 1, pageCount: 2 },
    { number: 3, pageCount: 0, problem: { code: 'empty-file' } },
  ])
  expect(job.documents[1]).not.toHaveProperty('problem')
  const inputs = readdirSync(jobFolder(id)).filter(name => name.startsWith('input'))
  expect(inputs).toEqual(['input-2.pdf'])
  expect(readdirSync(path.join(folder(), 'staging'))).toEqual([])
  await expect(useCases.documentFile(id, 1)).rejects.toMatchObject({ code: 'document-not-found' })
  expect(await resultText(useCases, id)).toMatch(
    /# song\\?\.mp3\n\n> This file could not be read: .*\n\n# good[\s\S]*Page 2[\s\S]*# empty[\s\S]*> This file/,
  )
})

test('where bad files fail alone and all are bad, the first is named and nothing stays', async () => {
  const { useCases } = await openScripted(readsAll)
  const files = ['a.mp3', 'b.mp3'].map(name => ({ name, bytes: new Uint8Array([1, 2]) }))

  const submit = submitFiles(useCases, files, { badFiles: 'fail-alone' })

  await expect(submit).rejects.toMatchObject({ code: 'not-supported', detail: 'a.mp3' })
  expect((await useCases.listJobs({})).total).toBe(0)
  expect(readdirSync(path.join(folder(), 'staging'))).toEqual([])
})

test.each([
  ['an empty file', [{ name: 'a.pdf', bytes: new Uint8Array() }], { code: 'empty-file' }],
  ['no file', [], { code: 'no-file' }],
  [
    'a page that is not there',
    [scriptedFile('a.pdf', 2)],
    { code: 'page-range-invalid', options: { pages: '3' } },
  ],
  ['too many pages', [scriptedFile('a.pdf', 6), scriptedFile('b.pdf', 5)], { code: 'too-many-pages' }],
  ['too many files', Array.from({ length: 4 }, () => scriptedFile('a.pdf', 1)), { code: 'too-many-files' }],
] as const)('%s is refused by name', async (_, files, { code, ...request }) => {
  const { useCases } = await openScripted(readsAll, { limits: { pagesPerJob: 10, filesPerJob: 3 } })

  await expect(submitFiles(useCases, files, request)).rejects.toMatchObject({ code })

  expect(readdirSync(path.join(folder(), 'staging'))).toEqual([])
})

test('exactly as many pages as are accepted are accepted', async () => {
  const { useCases } = await openScripted(readsAll, { limits: { pagesPerJob: 10 } })
  expect(await submitFiles(useCases, [scriptedFile('a.pdf', 10)])).toMatchObject({ pageCount: 10 })
})

test('an upload over the limit is refused while it streams, an upload cut off leaves nothing', async () => {
  const { useCases } = await openScripted(readsAll, { limits: { uploadBytes: 8 } })
  const breaking = async function* (): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(4)
    throw new Error('connection reset')
  }

  await expect(submitFiles(useCases, [{ name: 'a', bytes: new Uint8Array(9) }])).rejects.toMatchObject({
    code: 'file-too-large',
  })
  await expect(useCases.stageFile('a', breaking(), signal)).rejects.toMatchObject({ code: 'upload-cut-off' })

  expect(readdirSync(path.join(folder(), 'staging'))).toEqual([])
})

test('a nearly full disk refuses uploads and jobs with figures', async () => {
  const { useCases } = await openScripted(readsAll, { limits: { freeDiskBytes: Number.MAX_SAFE_INTEGER } })
  const staging = submitFiles(useCases, [scriptedFile('a.pdf', 1)])
  await expect(staging).rejects.toMatchObject({
    code: 'storage-full',
    detail: expect.stringMatching(/\d+ MB are free, \d+ MB are needed/),
  })
})

test('a second submit with the same key answers with the first one’s job', async () => {
  const { useCases } = await openScripted(readsAll)
  const request = { uploadKey: 'key-12345678' }

  const both = await Promise.all([
    submitFiles(useCases, [scriptedFile('a.pdf', 1)], request),
    submitFiles(useCases, [scriptedFile('a.pdf', 1)], request),
  ])
  const third = await submitFiles(useCases, [scriptedFile('a.pdf', 1)], request)

  expect(new Set([...both, third].map(job => job.id)).size).toBe(1)
  expect(readdirSync(path.join(folder(), 'jobs'))).toEqual([third.id])
})

test('callers cannot choose a misbehaving engine', async () => {
  const { useCases } = await openScripted(readsAll)
  const job = await submitFiles(useCases, [scriptedFile('a.pdf', 1)], { options: { engine: 'bad-crash' } })
  expect(job.options.engine).toBe('paddle')
})
