import { expect, test } from 'vitest'
import type { ServedEngineName } from '../../src-shared/contract/engine.ts'
import type { Page } from '../../src-shared/contract/page.ts'
import type { ServedReply } from '../../src-shared/contract/worker-wire.ts'
import { servedReplyReader } from '../adapters/engines/served/read-served-reply.ts'
import { readMarkup } from '../adapters/office/markdown/read-markup.ts'
import { pageToMarkdown } from '../core/export/page-to-markdown.ts'
import { checkOutcome } from '../core/recognition/check-outcome.ts'

const read = servedReplyReader(readMarkup)

const PAGE: Page = {
  number: 3,
  documentNumber: 1,
  pageInDocument: 3,
  widthPx: 1000,
  heightPx: 2000,
  dpi: 200,
  rotation: 0,
  skewDegrees: 0,
  source: 'ocr',
  engine: 'paddle',
  mode: 'balanced',
  confidence: 1,
  regions: [],
  notices: [],
  timings: {},
}

function verdictOn(engine: ServedEngineName, text: string, more: Partial<ServedReply> = {}) {
  const verdict = read(PAGE, {
    engine,
    text,
    isCutOff: false,
    prompt: '',
    widthPx: 840,
    heightPx: 1680,
    ...more,
  })
  if (verdict.kind !== 'useless') checkOutcome({ kind: 'recognised', page: verdict.page })
  return verdict
}

function pageOf(engine: ServedEngineName, text: string): Page {
  const verdict = verdictOn(engine, text)
  if (verdict.kind === 'useless') throw new Error(verdict.because)
  expect(verdict.page.engine).toBe(engine)
  return verdict.page
}

const shapes = (page: Page) => page.regions.map(({ category, text }) => [category, text])

test('DeepSeek-OCR tells kinds and places in thousandths, and Markdown between them', () => {
  const page = pageOf(
    'deepseek-ocr',
    [
      '<|ref|>title<|/ref|><|det|>[[115, 166, 465, 201]]<|/det|>',
      '# Übungsblatt Sto 5 ',
      '',
      '<|ref|>text<|/ref|><|det|>[[575, 179, 880, 216]]<|/det|>',
      '## Lösungen ',
      '',
      '<|ref|>text<|/ref|><|det|>[[115, 304, 808, 356], [115, 356, 700, 380]]<|/det|>',
      '- Sie kennen die Begriffe **Grundgesamtheit**, Merkmal.',
      '- Sie kennen $\\mu_{1}$.',
      '',
      '<|ref|>equation<|/ref|><|det|>[[200,400,700,440]]<|/det|>',
      '\\[ q = \\lfloor n/2 \\rfloor + 1 \\]',
      '',
      '<|ref|>table<|/ref|><|det|>[[100,500,900,600]]<|/det|>',
      '<table><tr><td rowspan="2">A</td><td>1</td></tr><tr><td>2</td></tr></table>',
      '',
      '<|ref|>image<|/ref|><|det|>[[0,600,999,900]]<|/det|>',
      '',
      '<|ref|>image_caption<|/ref|><|det|>[[0,900,999,920]]<|/det|>',
      'Abb. 1: <center>Raft</center>',
      '',
      '<|ref|>page_number<|/ref|><|det|>[[480,970,520,990]]<|/det|>',
      '14<｜end▁of▁sentence｜>',
    ].join('\n'),
  )

  expect(shapes(page)).toEqual([
    ['title', 'Übungsblatt Sto 5'],
    ['title', 'Lösungen'],
    ['list', '• Sie kennen die Begriffe Grundgesamtheit, Merkmal.'],
    ['list', '• Sie kennen $\\mu_{1}$.'],
    ['equation', 'q = \\lfloor n/2 \\rfloor + 1'],
    ['table', 'A\t1\n\t2'],
    ['figure', ''],
    ['caption', 'Abb. 1:'],
    ['caption', 'Raft'],
    ['page-number', '14'],
  ])
  expect(page.regions[0]?.box.left).toBeCloseTo(115.1, 1)
  expect(page.regions[2]?.box).toMatchObject({
    left: expect.closeTo(115.1, 1),
    bottom: expect.closeTo(760.8, 1),
  })
  expect(page.regions[5]?.table?.cells).toHaveLength(3)
})

test('headings with numbers, formulas with signs of HTML and broken rows are read as they were meant', () => {
  const page = pageOf(
    'deepseek-ocr',
    [
      '<|ref|>sub_title<|/ref|><|det|>[[75, 128, 500, 148]]<|/det|>',
      '5. Folgen ',
      '',
      '<|ref|>table<|/ref|><|det|>[[75, 155, 888, 344]]<|/det|>',
      '<table><tr><td>Gilt \\(0 < a_n < \\frac{1}{n^3}\\) oder \\( \\binom{n}{k} \\)?</td><td>X</td><tr><td>a &gt; b</td><td></td></tr></tr></table>',
      '',
      '<|ref|>equation<|/ref|><|det|>[[114, 271, 723, 390]]<|/det|>',
      '\\[\n\\begin{align*}\na) x & b) y \\\\\n\\end{align*}\n\\]',
      '',
      '<|ref|>text<|/ref|><|det|>[[147, 203, 812, 238]]<|/det|>',
      '1) Find the name.  ',
    ].join('\n'),
  )
  expect(shapes(page)).toEqual([
    ['title', '5. Folgen'],
    ['table', 'Gilt $0 < a_n < \\frac{1}{n^3}$ oder $\\binom{n}{k}$?\tX\na > b\t'],
    ['equation', '\\begin{align*}\na) x & b) y \\\\\n\\end{align*}'],
    ['list', '1. Find the name.'],
  ])
})

test('words stand in lines that fill the place of their region', () => {
  const page = pageOf(
    'deepseek-ocr',
    `<|ref|>text<|/ref|><|det|>[[100,100,900,200]]<|/det|>\n${'All ships came home in time today. '.repeat(12)}`,
  )
  const [region] = page.regions
  const lines = region?.lines ?? []
  expect(lines.length).toBeGreaterThan(2)
  expect(lines.length).toBeLessThan(9)
  expect(lines.map(line => line.text).join(' ')).toBe(region?.text)
  for (const [index, line] of lines.entries()) {
    expect(line.box.bottom).toBeLessThanOrEqual(lines[index + 1]?.box.top ?? region?.box.bottom ?? 0)
    for (const [at, word] of line.words.entries())
      expect(word.box.right).toBeLessThan(line.words[at + 1]?.box.left ?? (region?.box.right ?? 0) + 1)
  }

  const chinese = pageOf('lighton-ocr', '海港年度报告显示所有船只都按时返回港口。'.repeat(20))
  expect(chinese.regions[0]?.lines.length).toBeGreaterThan(3)
  expect(chinese.regions[0]?.box).toEqual({ left: 0, top: 0, right: 1000, bottom: 2000 })
})

test('DeepSeek-OCR is understood where the server has dropped its signs, and where it gave no places', () => {
  const bare = pageOf(
    'deepseek-ocr',
    'title[[100, 100, 900, 200]]\n# Report\n\ntext[[100, 300, 900, 400]]\nAll is well.',
  )
  expect(shapes(bare)).toEqual([
    ['title', 'Report'],
    ['text', 'All is well.'],
  ])
  expect(bare.regions[0]?.box.bottom).toBeCloseTo(400.4, 1)

  const free = pageOf('deepseek-ocr', '# Report\n\nAll is well.')
  expect(free.regions[1]?.box).toEqual({ left: 0, top: 0, right: 1000, bottom: 2000 })
})

test('places that lie outside the page make a reading doubtful', () => {
  const lost = [1, 2, 3].map(n => `<|ref|>text<|/ref|><|det|>[[4000,4000,5000,5000]]<|/det|>\nLine ${n}`)
  expect(verdictOn('deepseek-ocr', lost.join('\n'))).toMatchObject({
    kind: 'doubtful',
    page: { confidence: 0.5 },
  })
})

test('dots.ocr gives JSON whose places are pixels of the picture that it saw', () => {
  const page = pageOf(
    'dots-ocr',
    JSON.stringify([
      { bbox: [84, 42, 756, 84], category: 'Page-header', text: 'Harbour office' },
      { bbox: [84, 168, 756, 252], category: 'Title', text: '# Annual report' },
      { bbox: [84, 260, 756, 300], category: 'Section-header', text: '## 1 Ships' },
      { bbox: [84, 300, 756, 400], category: 'Text', text: 'All *came* home.' },
      { bbox: [84, 400, 756, 430], category: 'List-item', text: '- Ida' },
      {
        bbox: [84, 440, 756, 600],
        category: 'Table',
        text: '<table><tr><th>Ship</th></tr><tr><td>Ida</td></tr></table>',
      },
      { bbox: [84, 610, 756, 640], category: 'Formula', text: '$$E = mc^2$$' },
      { bbox: [84, 700, 756, 900], category: 'Picture' },
      { bbox: [84, 1600, 756, 1640], category: 'Page-footer', text: '7' },
    ]),
  )

  expect(shapes(page).map(([category]) => category)).toEqual([
    'header',
    'title',
    'title',
    'text',
    'list',
    'table',
    'equation',
    'figure',
    'footer',
  ])
  expect(page.regions[0]?.box).toEqual({ left: 100, top: 50, right: 900, bottom: 100 })
  expect(page.regions.map(region => region.level)).toEqual([undefined, 1, 2, ...Array(6).fill(undefined)])
})

test('JSON of dots.ocr that broke off gives what was complete, as doubtful; none at all is no reading', () => {
  const whole = JSON.stringify([
    { bbox: [84, 42, 756, 84], category: 'Text', text: 'A brace } and a "quote"' },
    { bbox: [84, 142, 756, 184], category: 'Text', text: 'lost' },
  ])
  const cut = verdictOn('dots-ocr', whole.slice(0, -12))
  expect(cut).toMatchObject({ kind: 'doubtful', page: { regions: [{ text: 'A brace } and a "quote"' }] } })

  expect(verdictOn('dots-ocr', '{"bbox": [1, 2').kind).toBe('useless')
  expect(verdictOn('dots-ocr', '[1, 2, 3]').kind).toBe('useless')
  expect(verdictOn('dots-ocr', 'Only words.').kind).toBe('doubtful')
})

test('Nanonets-OCR2 sets page numbers, watermarks, signatures and pictures apart by tags', () => {
  const page = pageOf(
    'nanonets-ocr2',
    [
      '<watermark>OFFICIAL COPY</watermark>',
      '<img>The logo of a harbour: an anchor.</img>',
      '# Contract',
      '☑ I agree  ☐ I do not',
      '<table><tr><th><img>logo</img></th><th>Price</th></tr><tr><td>Ida</td><td>$5 or $6</td></tr></table>',
      '$$\\sum_{i=1}^{n} x_i$$',
      '<signature>J. Doe</signature>',
      '<page_number>9/22</page_number>',
    ].join('\n\n'),
  )

  expect(shapes(page)).toEqual([
    ['header', 'OFFICIAL COPY'],
    ['figure', 'The logo of a harbour: an anchor.'],
    ['title', 'Contract'],
    ['text', '☑ I agree ☐ I do not'],
    ['table', 'logo\tPrice\nIda\t$5 or $6'],
    ['equation', '\\sum_{i=1}^{n} x_i'],
    ['text', 'J. Doe'],
    ['page-number', '9/22'],
  ])
  expect(pageToMarkdown(page)).toContain('| logo | Price |')
})

test('LightOnOCR gives Markdown; of its pictures those with a place are kept', () => {
  const page = pageOf(
    'lighton-ocr',
    '# Title\n\n![image](image_1.png)100,200,500,600\n\nText with \\(x^2\\) in it.\n\n![image](image_2.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  )
  expect(shapes(page)).toEqual([
    ['title', 'Title'],
    ['figure', ''],
    ['text', 'Text with $x^2$ in it.'],
    ['table', 'a\tb\n1\t2'],
  ])
  expect(page.regions[1]?.box).toEqual({ left: 100, top: 400, right: 500, bottom: 1200 })
})

test('nothing in a reply runs, leads or loads', () => {
  const page = pageOf(
    'nanonets-ocr2',
    [
      'Hello <script>alert(1)</script><img src="https://evil.example/x.png" onerror="x()"> [click](https://evil.example) <a href="javascript:x()">me</a>',
      '<iframe src="https://evil.example"></iframe><style>p{}</style>',
      '![remote](https://evil.example/y.png)',
      'A \u202Etrick\u0007',
    ].join('\n\n'),
  )
  const json = JSON.stringify(page)
  for (const word of ['alert', 'evil', 'javascript', 'onerror', 'iframe', 'href', '\\u202e', '\\u0007'])
    expect(json.toLowerCase()).not.toContain(word)
  expect(json).toContain('click')
})

test.each([
  ['an empty reply', ''],
  ['a reply of signs alone', '<|im_end|>\n```\n```'],
  ['a loop of words', `# Fine\n\n${'and the ship came home '.repeat(60)}`],
  ['a loop of table rows', `<table>${'<tr><td>Ida</td><td>3</td></tr>'.repeat(60)}`],
  ['an excuse', "I'm sorry, but I can't read this image."],
  ['a reply longer than a page', Array.from({ length: 90_000 }, (_, n) => `word${n}`).join(' ')],
])('%s is no reading', (_, text) => {
  expect(verdictOn('nanonets-ocr2', text).kind).toBe('useless')
})

test('a reply that was cut off, or that repeats the question, is no reading', () => {
  expect(verdictOn('lighton-ocr', 'Half a page', { isCutOff: true }).kind).toBe('useless')
  const prompt = 'Extract the text from the above document as if you were reading it naturally.'
  expect(verdictOn('nanonets-ocr2', `${prompt} Yes.`, { prompt }).kind).toBe('useless')
})

test('rows of dots, rules and empty cells are no loop', () => {
  const form = `Name ${'. '.repeat(500)}\n\n<table>${'<tr><td></td><td></td></tr>'.repeat(100)}</table>\n\n${'_'.repeat(900)}`
  expect(verdictOn('nanonets-ocr2', `# Form\n\n${form}`).kind).toBe('good')
})

test('letters that are unknown make a reading doubtful', () => {
  expect(verdictOn('lighton-ocr', `Some text ${'\uFFFD'.repeat(5)}`)).toMatchObject({ kind: 'doubtful' })
})

test('replies made to take long are read in no time', () => {
  const hostile = [
    '\\['.repeat(100_000),
    '\n$$'.repeat(60_000),
    '<img>'.repeat(60_000),
    '<|ref|>'.repeat(50_000),
    '['.repeat(300_000),
    `${'{"a":'.repeat(50_000)}`,
    '$a'.repeat(150_000),
    '> '.repeat(100_000),
  ]
  const startedAt = performance.now()
  for (const text of hostile)
    for (const engine of ['deepseek-ocr', 'nanonets-ocr2', 'dots-ocr', 'lighton-ocr'] as const)
      read(PAGE, { engine, text, isCutOff: false, prompt: '', widthPx: 840, heightPx: 1680 })
  expect(performance.now() - startedAt).toBeLessThan(60_000)
}, 120_000)

test('replies that were garbled on the way break nothing', () => {
  const seeds = [
    '<|ref|>title<|/ref|><|det|>[[1, 2, 300, 400]]<|/det|>\n# A $x^2$ [b](c)\n<table><tr><td>1</td></tr></table>',
    JSON.stringify([
      { bbox: [1, 2, 300, 400], category: 'Table', text: '<table><tr><td colspan="9">1</td></tr></table>' },
    ]),
    '<img>a</img>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n1. x\n   - y\n\n$$z$$ ```code``` <page_number>3</page_number>',
    '![image](image_1.png)1,2,300,400\n\n> q\n\n[^1]: note\n\n- [x] done',
  ]
  const scraps = [
    '<',
    '>',
    '|',
    '[[',
    ']]',
    '{',
    '"',
    '\\',
    '$',
    '\n',
    '<table>',
    '</td>',
    '<|det|>',
    '\u0000',
    '\uD800',
    '1e999',
    '-1',
    '`',
  ]
  let state = 7243
  const chance = (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % below
  }
  for (let turn = 0; turn < 400; turn += 1) {
    let text = seeds[turn % seeds.length] ?? ''
    for (let cut = chance(6); cut >= 0; cut -= 1) {
      const at = chance(text.length + 1)
      text = text.slice(0, at) + (scraps[chance(scraps.length)] ?? '') + text.slice(at + chance(8))
    }
    for (const engine of ['deepseek-ocr', 'nanonets-ocr2', 'dots-ocr', 'lighton-ocr'] as const) {
      const verdict = verdictOn(engine, text)
      if (verdict.kind !== 'useless') expect(() => pageToMarkdown(verdict.page)).not.toThrow()
    }
  }
}, 120_000)
