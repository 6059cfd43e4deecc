import { expect, test } from './open-pageloom.ts'

test('the settings tell what pages are read on and why, and let a person choose', async ({
  pageloom: { page, api },
}) => {
  await page.keyboard.press('Control+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  const choice = settings.getByLabel('Read pages on')
  await expect(choice).toHaveValue('auto')
  await expect(settings.getByText(/^Now: \S+\. /)).toBeVisible()

  await choice.selectOption({ label: 'CPU' })

  await expect(choice).toHaveValue('cpu')
  await expect
    .poll(async () => {
      const { settings: next, waitingForRestart } = await api.getSettings()
      return [next.executionProvider, waitingForRestart]
    })
    .toEqual(['cpu', ['executionProvider']])
})

test('a person at this machine names a served engine and lets it read first', async ({
  pageloom: { page, api },
}) => {
  await page.keyboard.press('Control+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  const address = settings.getByLabel('Address of DeepSeek-OCR')
  await address.fill('localhost:4444')
  await address.press('Enter')
  await expect(settings.getByRole('alert')).toContainText('http://')

  await address.fill('http://localhost:4444/v1')
  await address.press('Enter')
  await settings.getByLabel('Who reads pages').selectOption({ label: 'Served engines first' })

  await expect
    .poll(async () => {
      const { settings: next, waitingForRestart } = await api.getSettings()
      return [next.deepseekUrl, next.inferenceMode, waitingForRestart]
    })
    .toEqual(['http://localhost:4444/v1', 'vllm', ['deepseekUrl']])
})
