import { parseArgs } from 'node:util'
import { pdfiumReader } from '../src-main/adapters/pdfium/pdfium-reader.ts'
import type { OutlineEntry } from '../src-main/core/ports/document-reader.ts'
import { pageTestsIn, passes } from './page-tests.ts'
import { MARKDOWN_PEERS, type MarkdownPage, type MarkdownPeer } from './peers/markdown-peers.ts'
import { f1Of, scoreHeadings, type TitledPage } from './score-headings.ts'

const HELP = `npm run bench -- structure --peers [NAME,NAME] [--headings FILE.pdf,FILE.pdf [--step N]] [--tests DIR]
Other programs with the same files: ${MARKDOWN_PEERS.map(({ name }) => name).join(', ')} (the last needs Java).`

/** Measures other programs' structure. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      peers: { type: 'boolean' },
      headings: { type: 'string', default: '' },
      tests: { type: 'string', default: '' },
      step: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  })
  const { headings, tests, step, help } = values
  if (help || !(headings || tests)) return console.log(HELP)
  const names = positionals.flatMap(each => each.split(','))
  for (const peer of MARKDOWN_PEERS.filter(each => names.length === 0 || names.includes(each.name))) {
    console.log(`\n${peer.title}`)
    try {
      for (const file of headings === '' ? [] : headings.split(','))
        console.log(await headingsLine(peer, file, Number(step)))
      if (tests) for (const line of await testLines(peer, tests)) console.log(line)
    } catch (error) {
      console.log(`  could not be measured: ${String(error).slice(0, 300)}`)
    }
  }
}

async function headingsLine(peer: MarkdownPeer, file: string, step: number): Promise<string> {
  const { outline, pageCount } = await openOutline(file)
  const numbers = Array.from({ length: pageCount }, (_, at) => at + 1).filter(number => number % step === 0)
  const pages = await peer.read(file, numbers)
  const score = scoreHeadings(pages.map(titlesOf), outline)
  const facts = [`F1 ${f1Of(score).toFixed(3)}`, `levels ${score.levelsRight.toFixed(3)}`, costOf(pages)]
  return `  ${file.slice(-24).padEnd(24)} ${numbers.length} pages  ${facts.join('  ')}`
}

async function openOutline(file: string): Promise<{ outline: readonly OutlineEntry[]; pageCount: number }> {
  const document = await pdfiumReader().open(file, null)
  const { pageCount } = document
  const outline = document.outline?.() ?? []
  document.close()
  return { outline, pageCount }
}

function costOf(pages: readonly MarkdownPage[]): string {
  const [first] = pages
  return `${first?.seconds.toFixed(3)} s a page, ${first?.cpuSeconds.toFixed(3)} s of them computing`
}

/** Its headings as regions; what stands in fences is no heading. */
function titlesOf({ page, markdown }: MarkdownPage): TitledPage {
  const text = markdown.replace(/^(```+|~~~+)[\s\S]*?^\1/gm, '')
  const regions = [...text.matchAll(/^ {0,3}(#{1,6})\s+(.*)$/gm)].map(([, signs = '', words = '']) => ({
    category: 'title' as const,
    level: signs.length,
    text: words.replace(/<[^>]*>/g, '').replace(/[*_`]/g, ''),
  }))
  return { pageInDocument: page, regions }
}

async function testLines(peer: MarkdownPeer, folder: string): Promise<readonly string[]> {
  const counts = new Map<string, { passed: number; all: number }>()
  for (const { file, tests } of pageTestsIn(folder)) {
    const numbers = [...new Set(tests.map(test => test.page))].sort((a, b) => a - b)
    if (numbers.length === 0) continue
    const pages = await peer.read(file, numbers)
    for (const test of tests) {
      const markdown = pages.find(({ page }) => page === test.page)?.markdown ?? ''
      const { passed, all } = counts.get(test.type) ?? { passed: 0, all: 0 }
      counts.set(test.type, { passed: passed + (passes(test, markdown) ? 1 : 0), all: all + 1 })
    }
  }
  return [...counts].map(([type, { passed, all }]) => `  ${type.padEnd(10)} ${passed} of ${all}`)
}
