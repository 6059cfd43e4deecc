import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { dropOn, expect, jobAtRest, onlyJob, PAPER, ROOT, test } from './open-pageloom.ts'

const RECEIPT = path.join(ROOT, 'resources/samples/receipt.jpg')

test('every document in a folder that is dropped becomes a job', async ({
  pageloom: { page, api, home },
}) => {
  const folder = path.join(home, 'scans')
  mkdirSync(path.join(folder, 'older'), { recursive: true })
  copyFileSync(PAPER, path.join(folder, 'paper-page.pdf'))
  copyFileSync(RECEIPT, path.join(folder, 'older', 'receipt.jpg'))

  await dropOn(page, folder)

  const names = async () => (await api.listJobs({})).jobs.map(job => job.name).toSorted()
  await expect.poll(names, { timeout: 60_000 }).toEqual(['paper-page.pdf', 'receipt.jpg'])
})

test('an image that is pasted becomes a job', async ({ pageloom: { page, api } }) => {
  await page.evaluate(
    base64 => {
      const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/jpeg' }))
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    },
    readFileSync(RECEIPT, 'base64'),
  )

  await expect.poll(async () => (await api.listJobs({})).jobs.length, { timeout: 60_000 }).toBe(1)
  const job = await jobAtRest(api, (await onlyJob(api)).id)
  expect(await (await api.getResult(job.id, { format: 'txt' })).text()).toContain('Cappuccino')
})
