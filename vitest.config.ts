import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{src-main,src-shared,src-renderer,scripts,bench}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
