import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src-main,src-shared,src-renderer,scripts,bench}/**/*.test.{ts,tsx}'],
    // Long enough for a busy machine: a test waits for a condition, never for a time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
