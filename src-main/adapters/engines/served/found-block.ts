import type { Box } from '../../../../src-shared/contract/page.ts'
import type { MarkupBlock } from '../../../core/ports/read-markup.ts'

/** A block of a reply with its place, if the model tells it: shares of the page's width and height, 0 to 1. */
export interface FoundBlock {
  readonly block: MarkupBlock
  readonly place?: Box
}

/** What a reader made of a reply. */
export interface FoundPage {
  readonly blocks: readonly FoundBlock[]
  /** Why the reading may be wrong, in words that follow “because”. */
  readonly doubts: readonly string[]
}

export interface ReplyToRead {
  readonly text: string
  /** Size of the picture that the model was given. */
  readonly widthPx: number
  readonly heightPx: number
  /** Understands a piece of Markdown; a piece that is too deeply nested is one block of text. */
  readonly read: (markdown: string) => readonly MarkupBlock[]
}

/** Understands replies of one model. Undefined for one that makes no sense. */
export type ReadReply = (reply: ReplyToRead) => FoundPage | undefined
