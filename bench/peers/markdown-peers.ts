import { execFile } from 'node:child_process'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import Type, { type Static } from 'typebox'
import { Parse } from 'typebox/value'
import { pythonVenv } from './python-venv.ts'

const MarkdownPage = Type.Object({
  page: Type.Integer(),
  markdown: Type.String(),
  seconds: Type.Number(),
  cpuSeconds: Type.Number(),
})
/** What a program made of a page, and what each page of the call took on average. */
export type MarkdownPage = Static<typeof MarkdownPage>

/** Another program that makes Markdown of a PDF's pages. */
export interface MarkdownPeer {
  readonly name: string
  readonly title: string
  readonly read: (file: string, pages: readonly number[]) => Promise<readonly MarkdownPage[]>
}

const run = promisify(execFile)
const MOST_OUTPUT = 512 * 1024 * 1024

/** The programs whose structure Pageloom's is measured beside. They are installed for the measurement alone. */
export const MARKDOWN_PEERS: readonly MarkdownPeer[] = [
  { name: 'pdftotext', title: 'pdftotext -layout', read: pdftotext },
  pythonProgram('pymupdf4llm', 'pymupdf4llm 1.28.2 (AGPL)', ['pymupdf4llm==1.28.2']),
  pythonProgram('markitdown', 'markitdown 0.1.8', ['markitdown[pdf]==0.1.8', 'pypdf==7.1.0']),
  pythonProgram('opendataloader-pdf', 'opendataloader-pdf 2.5.16 (Java)', ['opendataloader-pdf==2.5.16']),
]

function pythonProgram(name: string, title: string, packages: readonly string[]): MarkdownPeer {
  const script = path.join(import.meta.dirname, 'write-markdown.py')
  return {
    name,
    title,
    async read(file, pages) {
      const python = await pythonVenv(name, packages)
      const { stdout } = await run(python, [script, name, file, pages.join(',')], { maxBuffer: MOST_OUTPUT })
      const rows = stdout.split('\n').filter(line => line.startsWith('{"page"'))
      return rows.map(row => Parse(MarkdownPage, JSON.parse(row)))
    },
  }
}

/** A program for each page: what it takes is mostly its start. */
async function pdftotext(file: string, pages: readonly number[]): Promise<readonly MarkdownPage[]> {
  const read: MarkdownPage[] = []
  for (const page of pages) {
    const startedAt = performance.now()
    const words = ['-layout', '-f', String(page), '-l', String(page), file, '-']
    const { stdout } = await run('pdftotext', words, { maxBuffer: MOST_OUTPUT })
    const seconds = (performance.now() - startedAt) / 1000
    // It does nothing but compute, in one thread.
    read.push({ page, markdown: stdout, seconds, cpuSeconds: seconds })
  }
  return read
}
