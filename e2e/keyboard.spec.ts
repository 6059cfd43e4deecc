import path from 'node:path'
import type { Page } from 'playwright'
import { expect, jobAtRest, onlyJob, PAPER, test, upload } from './open-pageloom.ts'

test('a job is opened, read, saved and deleted by keyboard alone', async ({
  pageloom: { app, page, api, home },
}) => {
  const { id } = await api.submitJob({ files: [upload(PAPER)] })
  await jobAtRest(api, id)
  const target = path.join(home, 'by-keyboard.md')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, target)

  await page.keyboard.press('Control+3')
  await tabTo(page, 'grid')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('row', { name: /paper-page/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { name: 'Quick Process' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('region', { name: 'Text', exact: true })).toContainText(/\w{4}/)
  await page.keyboard.press('Control+S')
  await expect(page.getByText('Saved as by-keyboard.md')).toBeVisible()

  await tabTo(page, 'separator')
  const divider = page.getByRole('separator', { name: 'Width of the page beside the text' })
  const before = Number(await divider.getAttribute('aria-valuenow'))
  await page.keyboard.press('ArrowRight')
  await expect(divider).toHaveAttribute('aria-valuenow', String(before + 5))

  await page.keyboard.press('Control+3')
  await tabTo(page, 'grid')
  await page.keyboard.press('Home')
  await page.keyboard.press('Delete')
  await expect(page.getByText('Job deleted')).toBeVisible()
  await tabTo(page, 'button', 'Undo')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row', { name: /paper-page/ })).toBeVisible()
  expect((await onlyJob(api)).id).toBe(id)
})

/** Presses Tab until something of this role, and name, has the focus. */
async function tabTo(page: Page, role: string, name?: string): Promise<void> {
  const wanted = { role, name }
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const isThere = await page.evaluate(({ role, name }) => {
      const element = document.activeElement
      const is = element?.getAttribute('role') ?? element?.tagName.toLowerCase()
      return is === role && (name === undefined || element?.textContent === name)
    }, wanted)
    if (isThere) return
  }
  throw new Error(`Tab never came to ${role} ${name ?? ''}`)
}
