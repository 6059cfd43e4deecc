import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright'
import { expect, jobAtRest, PAPER, serverFile, test } from './open-pageloom.ts'

test('a person lets callbacks into the own machine, sees what was posted and sends again what was given up', async ({
  pageloom: { page, api, dataDir },
}) => {
  let status = 410
  const heard: string[] = []
  const listener = createServer((request, reply) => {
    request.resume().on('end', () => reply.writeHead(status).end())
    heard.push(String(request.headers['webhook-id']))
  })
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('It listens nowhere')
  try {
    await allow(page, `127.0.0.1:${address.port}`)
    const jobId = await submit(dataDir, `http://127.0.0.1:${address.port}/in`)
    await jobAtRest(api, jobId)

    await page.keyboard.press('Control+3')
    await page.getByRole('row', { name: /paper-page/ }).click()
    await page.getByRole('button', { name: 'Callbacks' }).click()
    const dialog = page.getByRole('dialog', { name: 'Callbacks' })
    await expect(dialog.getByText('0 delivered, 0 waiting, 2 given up')).toBeVisible({ timeout: 20_000 })
    await expect(dialog.getByRole('row', { name: /Completion/ })).toContainText('Given up')
    await expectNoFault(page)

    status = 200
    await dialog.getByRole('button', { name: 'Send again: Page 1' }).click()
    await expect(dialog.getByRole('row', { name: /Page 1/ })).toContainText('Delivered', { timeout: 20_000 })
    await expect(dialog.getByText('1 delivered, 0 waiting, 1 given up')).toBeVisible()
    expect(heard.at(-1)).toContain(`${jobId}.node.1.`)
    await page.keyboard.press('Escape')
  } finally {
    listener.closeAllConnections()
    listener.close()
  }
})

async function allow(page: Page, rule: string): Promise<void> {
  await page.keyboard.press('Control+,')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  const rules = settings.getByRole('list', { name: 'Callbacks into the own network' })
  const field = settings.getByLabel('Host or network')
  await field.fill('10.0.0.0/8')
  await field.press('Enter')
  await expect(rules).toContainText('10.0.0.0/8')
  await field.fill(rule)
  await settings.getByRole('button', { name: 'Allow', exact: true }).click()
  await expect(rules).toContainText(rule)
  await settings.getByRole('button', { name: 'No longer allow 10.0.0.0/8' }).click()
  await expect(rules).not.toContainText('10.0.0.0/8')
  await expectNoFault(page)
  await page.keyboard.press('Escape')
}

async function submit(dataDir: string, callbackUrl: string): Promise<string> {
  const { url, key } = serverFile(dataDir)
  const form = new FormData()
  form.append('callback_url', callbackUrl)
  form.append('files', new Blob([new Uint8Array(readFileSync(PAPER))]), path.basename(PAPER))
  const headers = { authorization: `Bearer ${key}` }
  const reply = await fetch(`${url}/submit`, { method: 'POST', body: form, headers })
  return (await reply.json()).job_id
}

async function expectNoFault(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' ')}`)).toEqual([])
}
