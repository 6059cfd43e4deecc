import { once } from 'node:events'
import { apiClient } from '../src-shared/client/api-client.ts'
import { expect, jobAtRest, LETTER, PAPER, serverFile, test, upload } from './open-pageloom.ts'
import { serve } from './serve-command.ts'

test('the window uses the server that owns its data folder, and takes the folder over when that one is killed', async ({
  home,
}) => {
  const { child } = await serve(home.path)
  const { page, api, dataDir } = await home.start()
  const { id } = await api.submitJob({ files: [upload(LETTER)] })
  await page.keyboard.press('Control+3')
  await expect(page.getByRole('row', { name: /scanned-letter/ })).toContainText(/Working|Waiting|Done/)
  expect(serverFile(dataDir).pid).toBe(child.pid)

  child.kill('SIGKILL')
  await once(child, 'exit')
  await expect(page.getByText('The job server stopped. Restarting … (nothing is lost)')).toBeVisible({
    timeout: 20_000,
  })
  await expect(page.getByText('The job server stopped. Restarting … (nothing is lost)')).toBeHidden({
    timeout: 40_000,
  })

  await page.keyboard.press('Control+1')
  await page.getByTestId('file-input').setInputFiles(PAPER)
  await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 60_000 })
  const own = serverFile(dataDir)
  expect(own.pid).not.toBe(child.pid)
  expect((await jobAtRest(apiClient({ baseUrl: own.url, key: own.key }), id)).state).toBe('completed')
})
