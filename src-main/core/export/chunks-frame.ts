import type { Box, Page, Region } from '../../../src-shared/contract/page.ts'
import { cutText } from './cut-text.ts'
import { oneLine } from './escape-markdown.ts'
import type { ExportFrame } from './export-frame.ts'
import { isLeftOut } from './left-out.ts'
import { listNesting } from './list-nesting.ts'
import { noteLabels } from './note-labels.ts'
import { regionToMarkdown } from './page-to-markdown.ts'

/** Long enough to tell something, short enough that several fit into a question to a language model. */
const TARGET_CHARACTERS = 1500

/** One line of the chunk export. */
export interface Chunk {
  /** Markdown, beginning with the heading it stands under where that was just before. */
  readonly text: string
  /** The headings it stands under, the outermost first. */
  readonly headings: readonly string[]
  readonly document: { readonly number: number; readonly name: string }
  /** Pages of the job. */
  readonly pages: readonly number[]
  /** Where it stands, in pixels of the upright page image. */
  readonly boxes: readonly ({ readonly page: number } & Box)[]
}

interface Draft {
  texts: string[]
  size: number
  boxes: ({ readonly page: number } & Box)[]
  /** Whether there is more than headings. */
  hasBody: boolean
}

const emptyDraft = (): Draft => ({ texts: [], size: 0, boxes: [], hasBody: false })

/** Passages for search and retrieval, a JSON object a line: cut between blocks, never inside a row of a table. */
export function chunksFrame(): ExportFrame {
  const notes = noteLabels()
  let document = { number: 1, name: '' }
  let headings: { readonly level: number; readonly text: string }[] = []
  let draft = emptyDraft()

  const flush = (): string => {
    const { texts, boxes } = draft
    draft = emptyDraft()
    if (texts.length === 0) return ''
    const pages = [...new Set(boxes.map(box => box.page))]
    const path = headings.map(heading => heading.text)
    const chunk = { text: texts.join('\n\n'), headings: path, document, pages, boxes } satisfies Chunk
    return `${JSON.stringify(chunk)}\n`
  }

  const add = (text: string, region: Region, page: Page): void => {
    draft.texts.push(text)
    draft.size += text.length
    const { left, top, right, bottom } = region.box
    draft.boxes.push({ page: page.number, left, top, right, bottom })
  }

  const enterHeading = (region: Region): string => {
    const done = draft.hasBody ? flush() : ''
    const level = region.level ?? 2
    headings = [...headings.filter(heading => heading.level < level), { level, text: oneLine(region.text) }]
    return done
  }

  return {
    begin: () => '',
    beginDocument({ number, name }) {
      document = { number, name }
      headings = []
      return ''
    },
    page(each) {
      if (each.kind === 'gap') return ''
      const { page } = each
      const writing = {
        figureLink: (name: string) => `images/${name}`,
        label: notes.ofPage(page),
        nesting: listNesting(),
      }
      let lines = ''
      let previous: Region | undefined
      for (const region of page.regions) {
        if (isLeftOut(region.category)) continue
        if (region.category !== 'list') writing.nesting.reset()
        const text = regionToMarkdown(region, writing)
        if (text === '') continue
        if (region.category === 'title') {
          lines += enterHeading(region)
          add(text, region, page)
          continue
        }
        const isCaption = region.category === 'caption' && previous?.category === 'figure'
        previous = region
        for (const part of cutText(text, TARGET_CHARACTERS)) {
          if (draft.hasBody && !isCaption && draft.size + part.length > TARGET_CHARACTERS) lines += flush()
          add(part, region, page)
          draft.hasBody = true
        }
      }
      return lines
    },
    endDocument: flush,
    end: () => '',
  }
}
