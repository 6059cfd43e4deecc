import type { Attributes } from './html-events.ts'

/** The footnotes of a document, over all its parts: who refers to which, and how they are called. */
export interface FootNotes {
  /** The label of the note to which this link leads; undefined for a link like others. */
  markOf(attributes: Attributes): string | undefined
  /** The label of the note that this element is; undefined where nothing referred to it so far. */
  noteOf(attributes: Attributes): string | undefined
}

/** What the ids of notes look like: Word's own, Word's web pages, Markdown's, Pandoc's and the like. */
const NOTE_ID = /^(?:user-content-)?(?:_?(?:foot|end)note|_?ftn|_?edn|fn)[-_:.]?\w+$/i
/** Comments of Word files bring their label along. */
const COMMENT_ID = /^footnote-(c\d+)$/
const MARK_TYPE = /\b(?:doc-)?noteref\b/i
const MARK_CLASS = /\b(?:footnote-?ref|noteref|footnote-reference)\b/i

/** Footnotes of a document whose parts are read one after the other; links of a part are seen from its own place. */
export function footNotes(): FootNotes {
  const labels = new Map<string, string>()
  let counted = 0
  const labelOf = (id: string): string => {
    const known = labels.get(id) ?? COMMENT_ID.exec(id)?.[1]
    const label = known ?? String(++counted)
    labels.set(id, label)
    return label
  }
  return {
    markOf(attributes) {
      const target = /^[^#]*#(.+)$/.exec(attributes.get('href') ?? '')?.[1]
      if (target === undefined || target.length > LONGEST_ID) return undefined
      return isMark(attributes, target) ? labelOf(target) : undefined
    },
    noteOf(attributes) {
      const id = attributes.get('id')
      return id === undefined ? undefined : labels.get(id)
    },
  }
}

const LONGEST_ID = 200

function isMark(attributes: Attributes, target: string): boolean {
  if (attributes.has('data-footnote-ref')) return true
  if (MARK_TYPE.test(attributes.get('epub:type') ?? '') || MARK_TYPE.test(attributes.get('role') ?? ''))
    return true
  if (MARK_CLASS.test(attributes.get('class') ?? '')) return true
  const id = ownId(target)
  return NOTE_ID.test(id) && !/ref/i.test(id)
}

const BACK_CLASS = /\b(?:data-)?footnote-?back(?:ref|link)?\b|\bbacklink\b/i

/** Whether a link in a note leads back to its mark. */
export function isWayBack(attributes: Attributes): boolean {
  const role = attributes.get('role') ?? attributes.get('epub:type') ?? ''
  if (/backlink/i.test(role) || BACK_CLASS.test(attributes.get('class') ?? '')) return true
  const href = attributes.get('href') ?? ''
  return href.startsWith('#') && /ref/i.test(ownId(href))
}

/** Ids of books have the chapter before a tilde. */
const ownId = (id: string): string => id.slice(id.lastIndexOf('~') + 1)
