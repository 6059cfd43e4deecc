import { expect, jobAtRest, LETTER, test, upload } from './open-pageloom.ts'

const COPIES = 8

test('a job goes on where it stopped when the window is closed and opened again', async ({ home }) => {
  const first = await home.start()
  const files = Array.from({ length: COPIES }, (_, index) => upload(LETTER, `letter-${index + 1}.pdf`))
  const { id } = await first.api.submitJob({ files })
  await expect
    .poll(async () => (await first.api.getJob(id)).donePages, { timeout: 60_000 })
    .toBeGreaterThanOrEqual(3)
  const before = (await first.api.listPages(id)).filter(page => page.state === 'recognised')
  const closed = first.app.waitForEvent('close')
  await first.app.evaluate(({ app }) => app.quit())
  await closed

  const second = await home.start()
  await second.page.keyboard.press('Control+3')
  await expect(second.page.getByRole('row', { name: /letter-1\.pdf/ })).toContainText(/Working|Done/)
  const job = await jobAtRest(second.api, id)

  expect(job).toMatchObject({ state: 'completed', donePages: COPIES * 2, failedPages: 0 })
  const after = await second.api.listPages(id)
  for (const page of before) expect(after[page.number - 1]).toEqual(page)
  await expect(second.page.getByRole('row', { name: /letter-1\.pdf/ })).toContainText('Done')
})
