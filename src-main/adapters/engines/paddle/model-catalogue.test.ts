import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openModelCatalogue } from './model-catalogue.ts'

const SHIPPED = path.resolve('resources/models')
const FILE = 'ppocrv6-tiny-latin.txt'
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'models-'))
  await copyFile(path.join(SHIPPED, 'models.json'), path.join(folder, 'models.json'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the model catalogue', () => {
  it('gives the bytes of every shipped model', async () => {
    const catalogue = await openModelCatalogue(SHIPPED)

    for (const { file, bytes } of catalogue.entries) {
      expect((await catalogue.readModel(file)).length).toBe(bytes)
    }
  })

  it('names the file that is missing', async () => {
    const catalogue = await openModelCatalogue(folder)

    await expect(catalogue.readModel(FILE)).rejects.toMatchObject({ code: 'model-missing', detail: FILE })
  })

  it('names the file that was altered by a single byte', async () => {
    const bytes = await readFile(path.join(SHIPPED, FILE))
    bytes[10] = (bytes[10] ?? 0) ^ 1
    await writeFile(path.join(folder, FILE), bytes)
    const catalogue = await openModelCatalogue(folder)

    await expect(catalogue.readModel(FILE)).rejects.toMatchObject({ code: 'model-altered', detail: FILE })
  })

  it('says so when the folder has no list of models', async () => {
    await expect(openModelCatalogue(path.join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'model-missing',
      detail: 'models.json',
    })
  })

  it('stands in docs/licences.md with every file and hash', async () => {
    const page = await readFile('docs/licences.md', 'utf8')
    const { entries } = await openModelCatalogue(SHIPPED)

    expect(entries.filter(({ file, sha256 }) => !page.includes(file) || !page.includes(sha256))).toEqual([])
  })
})
