import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, homeEnv, jobAtRest, LETTER, PAPER, ROOT, serverFile, test, upload } from './open-pageloom.ts'

const run = promisify(execFile)

test('a job that came by HTTP appears in the history by itself', async ({ pageloom: { page, api } }) => {
  await page.keyboard.press('Control+3')
  await expect(page.getByText('Every job will be listed here')).toBeVisible()

  const { id } = await api.submitJob({ files: [upload(PAPER)] })
  const row = page.getByRole('row', { name: /paper-page\.pdf/ })
  await expect(row).toContainText('HTTP')
  await jobAtRest(api, id)

  await expect(row).toContainText('Done')
})

test('the history names the dialect by whose door each job came', async ({ pageloom: { page, dataDir } }) => {
  const { url, key } = serverFile(dataDir)
  await page.keyboard.press('Control+3')

  for (const [dialect, address, field] of DOORS) {
    const body = new FormData()
    body.append(field, new Blob([readFileSync(PAPER)]), `by-${dialect}.pdf`)
    const reply = await fetch(url + address, { method: 'POST', body, headers: { 'x-api-key': key } })
    expect([dialect, reply.ok]).toEqual([dialect, true])
  }

  for (const [dialect] of DOORS)
    await expect(page.getByRole('row', { name: new RegExp(`by-${dialect}\\.pdf`) })).toContainText(
      `Dialect ${dialect}`,
    )
})

const DOORS = [
  ['A', '/jobs/create', 'file'],
  ['B', '/api/upload', 'file'],
  ['C', '/ocr/submit', 'file'],
  ['D', '/submit', 'files'],
  ['E', '/v1/process/async', 'file'],
] as const

test('a deletion can be undone for ten seconds, then the job is gone', async ({
  pageloom: { page, api },
}) => {
  const { id } = await api.submitJob({ files: [upload(PAPER)] })
  await jobAtRest(api, id)
  await page.keyboard.press('Control+3')
  const row = page.getByRole('row', { name: /paper-page\.pdf/ })

  await row.click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(row).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(row).toBeVisible()
  expect((await api.getJob(id)).state).toBe('completed')

  await row.click()
  await page.keyboard.press('Delete')
  await expect(row).toBeHidden()
  await expect.poll(async () => (await api.listJobs()).total, { timeout: 15_000 }).toBe(0)
})

test('convert on the command line works while the window works, and its job stands in the history', async ({
  pageloom: { page, api, home },
}) => {
  const own = await api.submitJob({ files: [upload(LETTER)] })
  await page.keyboard.press('Control+3')

  const command = path.join(ROOT, 'scripts/pageloom.mjs')
  const { stdout } = await run(process.execPath, [command, 'convert', PAPER], {
    cwd: ROOT,
    env: homeEnv(home),
  })

  expect(stdout.length).toBeGreaterThan(500)
  await expect(page.getByRole('row', { name: /paper-page\.pdf/ })).toContainText('Command line')
  expect((await jobAtRest(api, own.id)).state).toBe('completed')
})
