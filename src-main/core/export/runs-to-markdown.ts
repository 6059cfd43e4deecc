import type { Run } from '../../../src-shared/contract/page.ts'
import { escapeClosely, escapeWords } from './escape-markdown.ts'

/** Where a run stands: what comes right before and after it in the line; empty at its ends. */
interface Place {
  readonly before: string
  readonly after: string
  /** The sign in which the Markdown before it ends, where that is a closing one. */
  readonly closing: string
  readonly isInLink: boolean
  readonly noteLabel: (label: string) => string
}

interface Piece {
  readonly markdown: string
  readonly closing: string
  /** Links and footnote marks begin with a bracket. */
  readonly isBracket: boolean
}

/**
 * One line of styled text as Markdown that does not begin a line. Where signs would not be seen as styles by every reader
 * (next to letters and punctuation, or to each other), HTML's tags stand instead.
 */
export function runsToMarkdown(line: readonly Run[], noteLabel: (label: string) => string): string {
  let markdown = ''
  let closing = ''
  for (const [at, run] of line.entries()) {
    const previous = line[at - 1]
    const before = [...(previous?.text ?? '')].at(-1) ?? ''
    const after = [...(line[at + 1]?.text.slice(0, 2) ?? '')][0] ?? ''
    const piece = pieceOf(run, { before, after, closing, isInLink: false, noteLabel })
    if (piece.isBracket && markdown.endsWith('!')) markdown = `${markdown.slice(0, -1)}\\!`
    // After a mark these would make a link or the note itself of it.
    const isRisky = previous?.footnote !== undefined && /^[:(]/.test(piece.markdown)
    markdown += isRisky ? `\\${piece.markdown}` : piece.markdown
    closing = piece.closing
  }
  return markdown
}

function pieceOf(run: Run, place: Place): Piece {
  if (run.footnote !== undefined)
    return { markdown: `[^${place.noteLabel(run.footnote)}]`, closing: '', isBracket: true }
  if (run.href !== undefined) {
    const inner = styled(run, { ...place, before: '', after: '', closing: '', isInLink: true })
    return { markdown: `[${inner.markdown}](${target(run.href)})`, closing: '', isBracket: true }
  }
  if (isPlain(run)) return { markdown: plain(run.text, place), closing: '', isBracket: false }
  return { ...styled(run, place), isBracket: false }
}

const isPlain = (run: Run): boolean =>
  !(run.isBold || run.isItalic || run.isStruck || run.isCode || run.script)

/** The words at either end that touch something styled are escaped closely: an address would swallow the signs. */
function plain(text: string, { before, after }: Place): string {
  const first = before === '' ? 0 : text.indexOf(' ') < 0 ? text.length : text.indexOf(' ')
  const last = after === '' ? text.length : Math.max(first, text.lastIndexOf(' ') + 1)
  return (
    escapeClosely(text.slice(0, first)) +
    escapeWords(text.slice(first, last)) +
    escapeClosely(text.slice(last))
  )
}

function styled(run: Run, place: Place): { readonly markdown: string; readonly closing: string } {
  const signs = `${run.isBold ? '**' : ''}${run.isItalic ? '*' : ''}`
  let inner = run.isCode ? code(run.text, place) : escapeClosely(run.text)
  let closing = run.isCode && inner.endsWith('`') ? '`' : ''
  if (run.script) {
    const tag = run.script === 'sub' ? 'sub' : 'sup'
    inner = tagged(tag, inner)
    closing = ''
  }
  if (signs !== '') {
    const withSigns = place.closing !== '*' && isFlanking(inner, place)
    if (withSigns) inner = `${signs}${inner}${signs}`
    else {
      if (run.isItalic) inner = tagged('em', inner)
      if (run.isBold) inner = tagged('strong', inner)
    }
    closing = withSigns ? '*' : ''
  }
  if (!run.isStruck) return { markdown: inner, closing }
  const withSigns = signs === '' && place.closing !== '~' && isFlanking(inner, place)
  return withSigns
    ? { markdown: `~~${inner}~~`, closing: '~' }
    : { markdown: tagged('del', inner), closing: '' }
}

const tagged = (tag: string, inner: string): string => `<${tag}>${inner}</${tag}>`

/** Whether signs around it open and close wherever it stands, by the rules of CommonMark for delimiter runs. */
function isFlanking(inner: string, { before, after }: Place): boolean {
  const first = [...inner.slice(0, 2)][0] ?? ''
  const last = [...inner.slice(-2)].at(-1) ?? ''
  return (isWordlike(first) || isOpen(before)) && (isWordlike(last) || isOpen(after))
}

const isWordlike = (character: string): boolean => /^[^\s\p{P}\p{S}]$/u.test(character)

const isOpen = (neighbour: string): boolean => neighbour === '' || /\s/.test(neighbour)

function code(text: string, { closing, isInLink }: Place): string {
  // In a table a bar parts cells even in code; a bracket may end a link's name; two spans that touch would be one.
  if (text.includes('|') || closing === '`' || (isInLink && /[[\]]/.test(text)))
    return tagged('code', escapeClosely(text))
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(ticks => ticks.length))
  const fence = '`'.repeat(longest + 1)
  const pad = text.startsWith('`') || text.endsWith('`') ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

const PLAIN_TARGET = /^[\w:/?#@!$&+,;=.%~-]+$/

function target(href: string): string {
  const whole = href.replace(/&(?=#?\w+;)/g, '&amp;')
  if (PLAIN_TARGET.test(whole)) return whole
  return `<${whole.replace(/[\s\p{Cc}<>\\|`]/gu, encodeURIComponent)}>`
}
