import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import type { ElectronApplication } from '@playwright/test'
import {
  expect,
  homeEnv,
  jobAtRest,
  LETTER,
  type OpenPageloom,
  PAPER,
  ROOT,
  test,
  upload,
} from './open-pageloom.ts'

const COPIES = 6

test('closing the window while jobs run asks, and the background keeps working', async ({ pageloom }) => {
  const { app, api } = pageloom
  const id = await startLongJob(pageloom)
  await answerWith(app, 0)

  await closeWindow(app)
  await expect.poll(() => isWindowVisible(app)).toBe(false)
  const job = await jobAtRest(api, id)

  expect(job.state).toBe('completed')
  expect(await questionsAsked(app)).toBe(1)
})

test('stopping at the close gives pages back and the next start continues', async ({ home }) => {
  const first = await home.start()
  const id = await startLongJob(first)
  await answerWith(first.app, 1)

  const closed = first.app.waitForEvent('close')
  await closeWindow(first.app)
  await closed
  const second = await home.start()

  expect((await jobAtRest(second.api, id)).state).toBe('completed')
})

test('closing the window with nothing at work ends the program without a question', async ({
  pageloom: { app },
}) => {
  await answerWith(app, 2)

  const closed = app.waitForEvent('close')
  await closeWindow(app)

  await closed
})

test('a second start hands its files to the first and ends', async ({ pageloom: { page, home } }) => {
  const electron: unknown = createRequire(import.meta.url)('electron')
  const program = process.env.PAGELOOM_PROGRAM ?? String(electron)
  const words = [...(process.env.PAGELOOM_PROGRAM ? [] : [ROOT]), PAPER]

  const second = spawn(program, ['--no-sandbox', ...words], { env: homeEnv(home), stdio: 'ignore' })
  const [code] = await once(second, 'exit')

  expect(code).toBe(0)
  await expect(page.getByRole('button', { name: 'paper-page.pdf', exact: true })).toBeVisible()
  await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 60_000 })
})

test('a file on the command line goes to the queue', async ({ home }) => {
  const { page } = await home.start(PAPER)

  await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 60_000 })
})

async function startLongJob({ api, page }: OpenPageloom): Promise<string> {
  const files = Array.from({ length: COPIES }, (_, index) => upload(LETTER, `letter-${index + 1}.pdf`))
  const { id } = await api.submitJob({ files })
  await expect(page.getByText(/^Working/)).toBeVisible({ timeout: 30_000 })
  return id
}

/** Lets the question be answered by itself, and counts how often it is asked. */
async function answerWith(app: ElectronApplication, response: number): Promise<void> {
  await app.evaluate(({ dialog }, answer) => {
    let asked = 0
    dialog.showMessageBox = async () => {
      asked += 1
      process.env.PAGELOOM_TEST_ASKED = String(asked)
      return { response: answer, checkboxChecked: false }
    }
  }, response)
}

const questionsAsked = (app: ElectronApplication) =>
  app.evaluate(() => Number(process.env.PAGELOOM_TEST_ASKED ?? 0))

/** As a press on the window's cross does. */
const closeWindow = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => {
    setTimeout(() => BrowserWindow.getAllWindows()[0]?.close())
  })

const isWindowVisible = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().some(window => window.isVisible()))
