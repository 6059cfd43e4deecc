import { pdfWithBrokenPage } from './broken-pdf.ts'
import { expect, onlyJob, test } from './open-pageloom.ts'

test('a page that cannot be read shows its reason where its text would be, and can be tried again', async ({
  pageloom: { page, api },
}) => {
  const file = { name: 'hole.pdf', mimeType: 'application/pdf', buffer: pdfWithBrokenPage() }
  await page.getByTestId('file-input').setInputFiles(file)

  await expect(page.getByText('Done, 1 of 3 pages could not be read')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('The first page can be read.')).toBeVisible()
  await page.getByRole('button', { name: /^Page 2, could not be read/ }).click()
  const failed = page.getByRole('region', { name: 'Page 2', exact: true })
  await expect(failed).toContainText('The page is damaged and cannot be drawn.')

  const job = await onlyJob(api)
  const attempt = (await api.listPages(job.id))[1]?.attempt ?? 0
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(async () => (await api.listPages(job.id))[1]?.attempt ?? 0).toBeGreaterThan(attempt)
  await expect(page.getByText('Done, 1 of 3 pages could not be read')).toBeVisible({ timeout: 60_000 })
  expect(await (await api.getResult(job.id, { format: 'md' })).text()).toContain(
    'The third page can be read.',
  )
})
