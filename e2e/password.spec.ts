import { encryptedPdf } from '../src-main/adapters/pdfium/encrypted-pdf-fixture.ts'
import { expect, test } from './open-pageloom.ts'

test('a protected document asks for its password in its own line, and opens with it', async ({
  pageloom: { page },
}) => {
  const buffer = encryptedPdf(Buffer.from('secret'))
  await page
    .getByTestId('file-input')
    .setInputFiles({ name: 'locked.pdf', mimeType: 'application/pdf', buffer })

  const field = page.getByLabel('Password for locked.pdf')
  await field.fill('wrong')
  await field.press('Enter')
  await expect(page.getByText('This password does not open it.')).toBeVisible()
  await page.getByLabel('Password for locked.pdf').fill('secret')
  await page.getByRole('button', { name: 'Open', exact: true }).click()

  await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 60_000 })
})
