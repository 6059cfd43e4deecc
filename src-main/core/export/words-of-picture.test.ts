import { describe, expect, it } from 'vitest'
import { regionOf } from './page-fixture.ts'
import { regionToMarkdown } from './page-to-markdown.ts'

const picture = (text: string, alternativeText: string) =>
  regionToMarkdown({
    ...regionOf('figure', text),
    figure: { name: 'page-000001-figure-1.png', widthPx: 10, heightPx: 10, alternativeText },
  })

describe('the words of pictures', () => {
  const link = '(images/page-000001-figure-1.png)'
  const words = 'Percentage of time '.repeat(30).trim()
  const start = `${'Percentage of time '.repeat(5).trim()}…`

  it('are told by their first ones, and stand below, where they are many', () => {
    expect(picture(words, words)).toBe(`![${start}]${link}\n\n${words}`)
    expect(picture(words, start)).toBe(`![${start}]${link}\n\n${words}`)
  })

  it('are the alternative alone where they are few', () => {
    expect(picture('Bow\nStern', 'Bow Stern')).toBe(`![Bow Stern]${link}`)
  })

  it('stay whole where the document itself describes the picture', () => {
    expect(picture('', words)).toBe(`![${words}]${link}`)
  })

  it('are no more than that it is a figure where there are none', () => {
    expect(picture('', '')).toBe(`![Figure]${link}`)
  })
})
