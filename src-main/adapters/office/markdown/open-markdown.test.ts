import { expect, it } from 'vitest'
import { readOffice } from '../testing/read-office.ts'
import { regionsOf } from '../testing/regions-of.ts'

it('a Markdown file keeps its front matter, lists, tables, code and footnotes, and no scripts', async () => {
  const { mediaType, pages } = await readOffice(
    'a.md',
    '---\ntitle: T\n---\n# Head\n\nA **b**[^n] <i>c</i>\n\n- [x] done\n  1. deep\n\n| a | b |\n|--|--|\n| 1 | 2 |\n\n```\ncode\n  in\n```\n\n<script>alert(1)</script>\n\n[^n]: The note.\n',
  )

  expect(mediaType).toBe('text/markdown')
  expect(regionsOf(pages)).toEqual([
    'code: title: T',
    'title 1: Head',
    'text: A b1 c',
    'list 0: • ☑ done',
    'list 1: 1. deep',
    'table: a\tb\n1\t2',
    'code: code\n  in',
    'footnote 1: 1 The note.',
  ])
})

it('Markdown that is nested without end is read as plain text', async () => {
  const { pages } = await readOffice('a.md', `${'> '.repeat(20_000)}x`)

  expect(pages[0]?.notices).toEqual([expect.stringContaining('read as plain text')])
})
