import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { drawnLines, drawPage } from './drawn-page-fixture.ts'
import { paddleEngine } from './engine.ts'
import { openModels } from './models.ts'

const SHIPPED = path.resolve('resources/models')
const LINES = [
  'Der Hafen lag still, als am Morgen die ersten Boote kamen.',
  'Zwei Männer trugen die Kisten über den schmalen Steg, und',
  'ein dritter schrieb jede Zahl in ein kleines Heft.',
]
const PAGE = {
  image: drawPage(drawnLines(LINES), { widthPx: 1240, heightPx: 500 }),
  mode: 'balanced',
} as const

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'models-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

it.each(['letters-de.br', 'languages.br'])('a page is read without %s, and names it', async lost => {
  const models = path.join(folder, lost)
  await symlinkAllBut(lost, models)
  const engine = paddleEngine(await openModels(models))
  const { lines, notices } = await engine.readLines({ ...PAGE, language: 'auto', prompt: '', lap: () => {} })

  expect(lines.map(line => line.text).join(' ')).toContain('die ersten Boote')
  expect(notices).toEqual([expect.stringContaining(lost)])
})

async function symlinkAllBut(lost: string, to: string): Promise<void> {
  await mkdir(to)
  for (const name of await readdir(SHIPPED))
    if (name !== lost) await symlink(path.join(SHIPPED, name), path.join(to, name))
}
