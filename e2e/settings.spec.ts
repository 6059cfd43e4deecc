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
