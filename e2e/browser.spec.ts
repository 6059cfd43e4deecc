import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { expect, LETTER, serverFile, test } from './open-pageloom.ts'
import { serve } from './serve-command.ts'

/** A browser of the system; Playwright's own where there is none. */
const BROWSER = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(file => existsSync(file))

test('the same page works in a browser through serve, once its code or key was given', async ({ home }) => {
  test.skip(BROWSER === undefined, 'there is no Chromium on this machine')
  const { child, address } = await serve(home.path)
  const browser = await chromium.launch({
    ...(BROWSER ? { executablePath: BROWSER } : {}),
    args: ['--no-sandbox'],
  })
  try {
    const page = await (await browser.newContext()).newPage()
    await page.goto(address)
    await expect(page.getByText('Ready')).toBeVisible({ timeout: 20_000 })
    expect(page.url()).not.toContain('code=')
    await readLetter(page)

    const stranger = await (await browser.newContext()).newPage()
    await stranger.goto(new URL('/', address).href)
    await expect(stranger.getByText('This Pageloom needs a key')).toBeVisible()
    await stranger.getByLabel('Key').fill('wrong')
    await stranger.getByRole('button', { name: 'Enter' }).click()
    await expect(stranger.getByText('The key does not fit')).toBeVisible()
    await stranger.getByLabel('Key').fill(serverFile(path.join(home.path, 'Pageloom')).key)
    await stranger.getByRole('button', { name: 'Enter' }).click()
    await expect(stranger.getByText('Ready')).toBeVisible({ timeout: 20_000 })
    await stranger.keyboard.press('Control+3')
    await expect(stranger.getByRole('row', { name: /scanned-letter/ })).toContainText('Done')
  } finally {
    await browser.close()
    child.kill('SIGTERM')
  }
})

async function readLetter(page: Page): Promise<void> {
  await page.getByTestId('file-input').setInputFiles(LETTER)
  await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText('Repair of your brass barometer').first()).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  expect((await download).suggestedFilename()).toBe('scanned-letter.md')
}
