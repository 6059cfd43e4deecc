import { ProblemError } from '../../../core/problem-error.ts'
import { type Archive, openArchive } from '../archive/open-archive.ts'
import type { FlowBlock } from '../flow/flow-block.ts'
import { openFlow } from '../flow/open-flow.ts'
import { footNotes } from '../html/foot-notes.ts'
import { htmlBlocks } from '../html/html-blocks.ts'
import { walkHtml } from '../html/walk-html.ts'
import type { OpenOffice } from '../open-office.ts'
import { readSpine } from './read-spine.ts'
import { withinChapter } from './within-chapter.ts'

/** All chapters together; a shelf of books in one file is more than a worker holds. */
const MOST_CHARACTERS = 48 * 1024 * 1024

/** Opens an e-book: its chapters in reading order, each on a page of its own. */
export const openEpub: OpenOffice = async ({ path: file, mediaType, preparePicture }) => {
  const archive = await openArchive(file)
  try {
    await assertReadable(archive)
    const blocks = await chapterBlocks(archive, await readSpine(archive))
    return openFlow({
      mediaType,
      preparePicture,
      blocks,
      readPicture: name => archive.read(name),
      close: () => archive.close(),
    })
  } catch (error) {
    archive.close()
    throw error
  }
}

/** Fonts are often scrambled and need not be read; a chapter that is encrypted can't be. */
async function assertReadable(archive: Archive): Promise<void> {
  if (archive.names.includes('META-INF/rights.xml')) throw locked()
  const encryption = await archive.text('META-INF/encryption.xml')
  const isLocked = /<[^>]*CipherReference[^>]*URI\s*=\s*["'][^"']*\.(?:x?html?|opf|ncx)["']/i.test(
    encryption ?? '',
  )
  if (isLocked) throw locked()
}

const locked = () =>
  new ProblemError('protected-document', 'the e-book is locked by digital rights management')

async function chapterBlocks(archive: Archive, spine: readonly string[]): Promise<FlowBlock[]> {
  const notes = footNotes()
  const blocks: FlowBlock[] = []
  let characters = 0
  for (const name of spine) {
    const xhtml = await archive.text(name)
    if (xhtml === undefined) continue
    characters += xhtml.length
    if (characters > MOST_CHARACTERS) throw new ProblemError('file-too-large', 'the e-book has too much text')
    const chapter = htmlBlocks(events => walkHtml(spelledOut(xhtml), withinChapter(name, events)), notes)
    for (const block of chapter) blocks.push(block)
    blocks.push({ kind: 'page-break' })
  }
  if (spine.length === 0) throw new ProblemError('damaged-file', 'the e-book names no chapter')
  return blocks
}

/** Chapters are XML, where an element may close itself, which web pages don't know. */
const spelledOut = (xhtml: string): string =>
  xhtml.replace(/<([a-z][\w:.-]*)([^<>]*)\/>/gi, (whole, name: string, rest: string) =>
    VOID.has(name.toLowerCase()) ? whole : `<${name}${rest}></${name}>`,
  )

const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
)
