import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/xvfb.ts',
  outputDir: 'test-results/e2e',
  reporter: 'list',
  // Electron windows of two tests at once would fight for the focus.
  workers: 1,
  // Long enough for a busy machine: a story waits for what it sees, never for a time.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
})
