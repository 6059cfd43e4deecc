import { expect, it } from 'vitest'
import type { Region } from '../../../src-shared/contract/page.ts'
import { streamResult } from './export-result.ts'
import { pageOf } from './page-fixture.ts'

const box = { left: 10, top: 10, right: 200, bottom: 30 }
const item = (text: string): Region => ({ category: 'list', box, text, lines: [] })
const result = {
  name: 'form',
  documents: [
    {
      ...{ number: 1, name: 'form' },
      pages: [{ kind: 'page' as const, page: pageOf([item('☒ Cows'), item('☐ Sheep'), item('• Goats')]) }],
    },
  ],
}

async function exported(format: 'md' | 'html'): Promise<string> {
  let text = ''
  for await (const piece of streamResult(format, result)) text += piece
  return text
}

it('boxes to be ticked are GFM’s in Markdown', async () => {
  expect(await exported('md')).toContain('- [x] Cows\n- [ ] Sheep\n- Goats')
})

it('boxes to be ticked are signs before the text in HTML', async () => {
  const html = await exported('html')

  expect(html).toContain('☒ Cows')
  expect(html).toContain('☐ Sheep')
})
