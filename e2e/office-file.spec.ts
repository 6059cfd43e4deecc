import { readFileSync } from 'node:fs'
import path from 'node:path'
import { dropOn, expect, ROOT, test } from './open-pageloom.ts'

const MINUTES = path.join(ROOT, 'resources/samples/minutes.docx')

test('an office file that is dropped becomes Markdown with its table and its picture', async ({
  pageloom: { app, page, home },
}) => {
  await dropOn(page, MINUTES)
  await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 60_000 })

  const text = page.getByRole('region', { name: 'Text', exact: true })
  await expect(text.getByRole('heading', { name: 'What was decided' })).toBeVisible()
  await expect(text.locator('td[rowspan], th[rowspan], td[colspan], th[colspan]').first()).toBeVisible()
  const picture = text.getByRole('img').first()
  await expect
    .poll(() => picture.evaluate(node => node instanceof HTMLImageElement && node.naturalWidth))
    .toBeGreaterThan(0)
  await expect(page.getByText(/no look of their pages/).first()).toBeVisible()
  const target = path.join(home, 'minutes.md')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, target)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved as minutes.md')).toBeVisible()
  const link = /\]\((minutes-images\/[\w-]+\.png)\)/.exec(readFileSync(target, 'utf8'))
  expect(
    readFileSync(path.join(home, link?.[1] ?? ''))
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')

  await page.getByRole('button', { name: 'Other formats' }).click()
  await expect(page.getByRole('menuitem', { name: /Word/ })).toBeVisible()
  await expect(page.getByRole('menuitem', { name: /PDF/ })).toHaveCount(0)
})
