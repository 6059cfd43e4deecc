import path from 'node:path'
import { apiClient } from '../src-shared/client/api-client.ts'
import { pdfWithBrokenPage } from './broken-pdf.ts'
import { expect, LETTER, PAPER, ROOT, serverFile, test, upload } from './open-pageloom.ts'

const RECEIPT = path.join(ROOT, 'resources/samples/receipt.jpg')

test('takes the pictures of each tab for the documentation', async ({
  pageloom: { app, page, api, dataDir },
}) => {
  test.skip(!process.env.PAGELOOM_PICTURES, 'only on demand: PAGELOOM_PICTURES=1')
  const picture = (name: string) => page.screenshot({ path: path.join(ROOT, `docs/pictures/${name}.png`) })
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1100, 760)
  })
  const { url, key } = serverFile(dataDir)
  const hole = { name: 'minutes-1987.pdf', bytes: new Blob([new Uint8Array(pdfWithBrokenPage())]) }
  await api.submitJob({ files: [hole] })
  await api.submitJob({ files: [upload(PAPER)] })
  await apiClient({ baseUrl: url, key, origin: 'cli' }).submitJob({ files: [upload(RECEIPT)] })

  await page.getByTestId('file-input').setInputFiles(LETTER)
  await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 80_000 })
  await expect(page.getByText('Repair of your brass barometer').first()).toBeVisible()
  await page.getByText('Repair of your brass barometer').first().hover()
  await picture('quick-process')

  const { jobs } = await api.listJobs()
  await page.keyboard.press('Control+2')
  await page.getByLabel('Job id').fill(jobs[0]?.id ?? '')
  await page.getByRole('button', { name: 'Refresh' }).click()
  await expect(page.getByText('2 of 2 done')).toBeVisible()
  await picture('manual-control')

  await page.keyboard.press('Control+3')
  await expect(page.getByRole('row')).toHaveCount(5)
  await page.getByRole('row', { name: /paper-page/ }).click()
  await picture('job-history')
})
