import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { pdfWithBrokenPage } from './broken-pdf.ts'
import { expect, jobAtRest, LETTER, type onlyJob, test } from './open-pageloom.ts'

for (const scheme of ['light', 'dark'] as const)
  test(`axe finds no serious fault in any tab or state (${scheme})`, async ({ pageloom: { page, api } }) => {
    // Playwright's own wish for a colour scheme stands above the system's.
    await page.emulateMedia({ colorScheme: scheme })
    expect(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(
      scheme === 'dark',
    )

    await expectNoFault(page, 'empty window')
    await page.keyboard.press('Control+3')
    await expectNoFault(page, 'empty history')
    await page.keyboard.press('Control+1')
    await page.getByTestId('file-input').setInputFiles([
      { name: 'hole.pdf', mimeType: 'application/pdf', buffer: pdfWithBrokenPage() },
      { name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('hello') },
    ])
    await expect(page.getByText('Done, 1 of 3 pages could not be read')).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Show regions' }).click()
    await expectNoFault(page, 'open job with regions, a failed page and a refused file')
    await page.getByTestId('file-input').setInputFiles(LETTER)
    await expectNoFault(page, 'job at work')

    await page.keyboard.press('Control+2')
    await page.getByLabel('Job id').fill((await firstDone(api)).id)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText('3 of 3 done, 1 could not be read')).toBeVisible()
    await expectNoFault(page, 'manual control with a job')

    await page.keyboard.press('Control+3')
    await page.getByRole('row', { name: /hole\.pdf/ }).click()
    await expectNoFault(page, 'history with a selection')
    for (const dialog of ['Settings', 'Keyboard shortcuts', 'About Pageloom']) {
      await page.keyboard.press('Control+,')
      if (dialog !== 'Settings') await page.getByRole('button', { name: dialog }).click()
      await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
      await expectNoFault(page, dialog)
      await page.keyboard.press('Escape')
    }
  })

async function firstDone(api: Parameters<typeof onlyJob>[0]) {
  const { jobs } = await api.listJobs({ search: 'hole' })
  const [job] = jobs
  if (!job) throw new Error('the job with the hole is not there')
  return jobAtRest(api, job.id)
}

async function expectNoFault(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const told = serious.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`)
  expect(told, where).toEqual([])
}
