import { beforeAll, describe, expect, it } from 'vitest'
import { measureDrawn } from './drawn-tables.ts'
import { type ReadPages, startPages } from './start-pages.ts'

let readPages: ReadPages

beforeAll(async () => {
  readPages = await startPages()
}, 120_000)

describe('drawn tables', () => {
  it('are read with their spans where rules are drawn on a page with text', async () => {
    const scores = await measureDrawn(readPages, { count: 2, forms: ['pdf'] })
    const ruled = scores.filter(({ style }) => ['grid', 'heavy', 'open'].includes(style))

    expect(ruled).toHaveLength(3)
    for (const { teds } of ruled) expect(teds).toBeGreaterThan(0.97)
  }, 300_000)

  it('are read with their spans from a worn scan', async () => {
    const scores = await measureDrawn(readPages, { count: 1, forms: ['scan'] })
    const ruled = scores.filter(({ style }) => ['grid', 'heavy', 'open'].includes(style))

    expect(ruled).toHaveLength(3)
    for (const { teds, structure } of ruled) {
      expect(structure).toBeGreaterThan(0.95)
      expect(teds).toBeGreaterThan(0.9)
    }
  }, 300_000)
})
