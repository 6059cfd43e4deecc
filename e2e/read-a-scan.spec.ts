import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright'
import { dropOn, expect, jobAtRest, LETTER, onlyJob, test } from './open-pageloom.ts'

test('a scan that is dropped on the window becomes Markdown, and the saved file is the API’s', async ({
  pageloom,
}) => {
  const { app, page, api, home } = pageloom

  await dropOn(page, LETTER)
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByRole('button')).toHaveCount(2)
  await expect(page.getByText('Repair of your brass barometer').first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 60_000 })

  const target = path.join(home, 'letter.md')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, target)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved as letter.md')).toBeVisible()

  const job = await jobAtRest(api, (await onlyJob(api)).id)
  const markdown = await (await api.getResult(job.id, { format: 'md' })).text()
  expect(markdown).toContain('Repair of your brass barometer')
  expect(readFileSync(target, 'utf8')).toBe(markdown)
  expect(job.origin).toBe('window')
})

test('the page is drawn beside its text, and pointing at a region lights its text', async ({ pageloom }) => {
  const { page } = pageloom
  await page.getByTestId('file-input').setInputFiles(LETTER)
  await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 60_000 })

  const picture = page.getByRole('region', { name: 'Page', exact: true }).getByRole('img').first()
  await expect.poll(() => isDrawn(page)).toBe(true)
  await expect(picture).toHaveAccessibleName('Picture of page 1')
  await page.getByRole('button', { name: 'Show regions' }).click()
  const region = page.getByRole('button', { name: /Repair of your brass barometer/ }).first()
  await region.hover()

  await expect(page.locator('.region-text-lit')).toContainText('Repair of your brass barometer')
})

test('a file that is no document is refused in words, and the window goes on', async ({
  pageloom: { page },
}) => {
  await page
    .getByTestId('file-input')
    .setInputFiles({ name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('hello') })
  await expect(page.getByText(/is not supported|is damaged/)).toBeVisible()
  await page.getByTestId('file-input').setInputFiles(LETTER)

  await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 60_000 })
})

/** Whether the first page's canvas has ink on it. */
function isDrawn(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const canvas = document.querySelector('.sheet canvas')
    if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return false
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    for (let at = 0; at < pixels.length; at += 4)
      if ((pixels[at] ?? 255) < 100 && pixels[at + 3] === 255) return true
    return false
  })
}
