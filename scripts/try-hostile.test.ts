import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Product, startProduct } from '../bench/start-product.ts'
import { type HostileFile, hostileFiles } from './hostile/expectations.ts'
import { finalChecks } from './hostile/final-checks.ts'
import { tryFullDisk } from './hostile/full-disk.ts'
import { madeFiles, pdfOfPages } from './hostile/made-files.ts'
import { tryFile } from './hostile/try-file.ts'
import { tryRequests } from './hostile/try-requests.ts'

const SAMPLE = path.resolve(import.meta.dirname, '../resources/samples/receipt.jpg')
const home = mkdtempSync(path.join(os.tmpdir(), 'pageloom-test-'))
const dataDir = path.join(home, 'data')

let product: Product
let files: readonly HostileFile[]
beforeAll(async () => {
  files = await madeFiles(path.join(home, 'made'))
  product = await startProduct(dataDir)
})
afterAll(async () => {
  await product.stop()
  rmSync(home, { recursive: true, force: true })
})

const linux = test.runIf(process.platform === 'linux')

linux.each([
  ['pages-10001.pdf', [413, 'too-many-pages'], /10001 pages; at most 10000/],
  ['page-14400pt.pdf', [202, 'completed'], /^1 of 1 pages, 0 blank/],
  ['pages-0.pdf', [422, 'no-pages'], /pages-0[.]pdf/],
  ['image-60000x60000.png', [413, 'image-too-large'], /60000 × 60000 pixels; the most is 100000000/],
  ['empty.pdf', [422, 'empty-file'], /empty[.]pdf/],
] as const)('what comes of %s is %j, with words that say why', async (name, [status, outcome], words) => {
  const file = files.find(each => each.path.endsWith(`/${name}`))
  if (!file) throw new Error(`${name} was not made`)

  const tried = await tryFile(product, file, { waitMs: 60_000, mode: 'fast' })

  expect(tried).toMatchObject({ status, outcome, words: expect.stringMatching(words), surprise: '' })
})

linux(
  'requests that no client sends get a named problem, a hostile name is a name like any other',
  async () => {
    const rows = await tryRequests(product, Buffer.from(pdfOfPages(1, [612, 792])))

    expect(rows.filter(row => row.surprise !== '')).toEqual([])
    expect(rows.filter(row => row.status === 202).every(row => row.name.startsWith('named '))).toBe(true)
    expect(rows.filter(row => row.status === 202).length).toBeGreaterThan(20)
  },
)

linux(
  'after all of it every accepted job is at rest and nothing is left behind',
  async () => {
    const { jobs } = await product.client.listJobs({ limit: 1000 })
    expect(jobs.length).toBeGreaterThan(20)

    expect(await finalChecks(product, dataDir)).toEqual([])

    expect(readdirSync(path.join(dataDir, 'staging'))).toEqual([])
    expect(existsSync(`/proc/${product.pid}`)).toBe(false)
  },
  180_000,
)

linux(
  'a full disk refuses what is new, holds what is in work and loses nothing',
  async () => {
    expect(await tryFullDisk(path.join(home, 'small'), SAMPLE)).toEqual([])
  },
  180_000,
)

test('a file whose password is known is tried without and with it', () => {
  const folder = mkdtempSync(path.join(home, 'given-'))
  const rows = [
    'a.pdf\tclear error; password: abc',
    'b.pdf\tuser password view, owner master',
    'c.pdf\tno crash',
  ]
  writeFileSync(path.join(folder, 'EXPECT.tsv'), ['file\tshould', ...rows].join('\n'))
  for (const name of ['a.pdf', 'b.pdf', 'c.pdf']) writeFileSync(path.join(folder, name), '')

  expect(hostileFiles(folder).map(each => each.password)).toEqual([null, 'abc', null, 'view', null])
})
