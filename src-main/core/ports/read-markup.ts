import type { Region } from '../../../src-shared/contract/page.ts'

/** A region that has no place yet; what a picture shows is its text. */
export type MarkupBlock = Omit<Region, 'box' | 'lines' | 'figure'>

/** Understands Markdown with HTML in it. Undefined where it is nested too deeply for that. */
export type ReadMarkup = (markdown: string) => readonly MarkupBlock[] | undefined
