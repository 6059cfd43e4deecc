import type { Run } from '../../../../src-shared/contract/page.ts'
import { isPlain, isSameStyle, type RunStyle } from './run-style.ts'

/** A paragraph's text with its styles, if it has any. */
export interface StyledText {
  readonly text: string
  readonly runs?: Run[]
}

/** Gathers the text of a paragraph: white space becomes single spaces as browsers show it. */
export interface InlineText {
  add(text: string, style: RunStyle): void
  /** Text whose spaces and line ends count. */
  addAsIs(text: string, style: RunStyle): void
  /** Hands out what was gathered and begins anew. The text is empty where nothing was. Code keeps its indents and no styles. */
  take(isCode: boolean): StyledText
  isEmpty(): boolean
}

interface Piece {
  readonly style: RunStyle
  readonly texts: string[]
}

/** An empty paragraph. */
export function inlineText(): InlineText {
  let pieces: Piece[] = []
  /** The last character, as far as white space goes; the beginning counts as white. */
  let endsWhite = true

  const push = (text: string, style: RunStyle): void => {
    if (text === '') return
    const last = pieces.at(-1)
    if (last && isSameStyle(last.style, style)) last.texts.push(text)
    else pieces.push({ style, texts: [text] })
    endsWhite = /[ \n]$/.test(text)
  }

  return {
    isEmpty: () => pieces.length === 0,
    add(text, style) {
      const collapsed = text.replace(/[ \t\n\r\f]+/g, ' ')
      push(endsWhite && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed, style)
    },
    addAsIs: push,
    take(isCode) {
      const runs = pieces.map(({ style, texts }): Run => ({ ...style, text: texts.join('') }))
      pieces = []
      endsWhite = true
      return isCode ? codeText(runs) : styledText(runs)
    },
  }
}

/** The runs without white space around them. */
export function styledText(given: readonly Run[]): StyledText {
  const runs = [...given]
  for (let run = runs.at(-1); run !== undefined; run = runs.at(-1)) {
    const text = run.text.trimEnd()
    if (text !== '') {
      runs[runs.length - 1] = { ...run, text }
      break
    }
    runs.pop()
  }
  while (runs[0]?.text.trim() === '') runs.shift()
  const text = runs.map(run => run.text).join('')
  return runs.every(isPlainRun) ? { text } : { text, runs }
}

function codeText(runs: readonly Run[]): StyledText {
  const text = runs.map(run => run.text).join('')
  return { text: text.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd() }
}

const isPlainRun = ({ text: _, ...style }: Run): boolean => isPlain(style)
