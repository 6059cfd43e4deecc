import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/xvfb.ts',
  outputDir: 'test-results/e2e',
  reporter: 'list',
  // Electron windows of two tests at once would fight for the focus.
  workers: 1,
  timeout: 90_000,
  forbidOnly: Boolean(process.env.CI),
})
