import { endOfValue, skipWhite } from './pdf-syntax.ts'

const INVISIBLE = 3
const SHOWS_TEXT = ['Tj', 'TJ', "'", '"']
const MOVES_TEXT = ['Td', 'TD', 'Tm', 'T*', 'BT']
/** Operators end after at most so many operands; more is no page content. */
const MOST_OPERANDS = 100

export interface ContentFacts {
  /** Whether a font of this name draws its glyphs itself, for those are to be seen in any mode. */
  readonly isType3: (font: string) => boolean
  /** The render mode of text where the content begins. */
  readonly mode: number
}

/** What is left of a content stream, and in which mode of text it draws other objects, by their names. */
export interface StrippedContent {
  readonly content: string
  readonly hasChanged: boolean
  readonly drawn: ReadonlyMap<string, number>
}

/**
 * Page content (Latin-1) without the text that leaves no ink. Undefined where that can't be told for sure: then the content
 * is not to be touched.
 */
export function withoutInvisibleText(source: string, facts: ContentFacts): StrippedContent | undefined {
  const text = `${source}\n`
  const kept: string[] = []
  const drawn = new Map<string, number>()
  const saved: State[] = []
  let state: State = { mode: facts.mode, font: '' }
  let operands: string[] = []
  let operandsAt = 0
  let keptTo = 0
  let isMoved = false
  for (let at = skipWhite(text, 0); at < text.length; ) {
    const end = endOfValue(text, at)
    if (end === undefined) return undefined
    const token = text.slice(at, end)
    if (operands.length === 0) operandsAt = at
    at = skipWhite(text, end)
    if (!isOperator(token)) {
      operands.push(token)
      if (operands.length > MOST_OPERANDS) return undefined
      continue
    }
    if (token === 'BI') {
      const after = endOfInlineImage(text, at)
      if (after === undefined) return undefined
      at = skipWhite(text, after)
    } else if (token === 'q') saved.push(state)
    else if (token === 'Q') state = saved.pop() ?? state
    else if (token === 'Tr') state = { ...state, mode: Number(operands.at(-1)) }
    else if (token === 'Tf') state = { ...state, font: (operands.at(-2) ?? '').slice(1) }
    else if (token === 'Do') drawn.set((operands.at(-1) ?? '').slice(1), state.mode)
    else if (MOVES_TEXT.includes(token)) isMoved = false
    else if (SHOWS_TEXT.includes(token)) {
      const isNewLine = token === "'" || token === '"'
      if (state.mode === INVISIBLE && !facts.isType3(state.font)) {
        kept.push(text.slice(keptTo, operandsAt), insteadOf(token, operands))
        keptTo = end
        isMoved = true
      } else if (isMoved && !isNewLine) return undefined // It would stand elsewhere now.
      if (isNewLine && state.mode !== INVISIBLE) isMoved = false
    }
    operands = []
  }
  return { content: [...kept, text.slice(keptTo)].join(''), hasChanged: keptTo > 0, drawn }
}

interface State {
  readonly mode: number
  readonly font: string
}

const isOperator = (token: string): boolean => /^[A-Za-z'"]/.test(token) && !/^(true|false|null)$/.test(token)

/** The quotes also begin a new line and set distances. */
function insteadOf(operator: string, operands: readonly string[]): string {
  if (operator === "'") return 'T*'
  if (operator === '"') return `${operands[0] ?? '0'} Tw ${operands[1] ?? '0'} Tc T*`
  return ''
}

/** Behind the image's data, which may be anything. */
function endOfInlineImage(text: string, start: number): number | undefined {
  const dataAt = text.indexOf('ID', start)
  if (dataAt < 0) return undefined
  const ends = /\sEI(?=\s)/g
  ends.lastIndex = dataAt + 2
  for (let found = ends.exec(text); found; found = ends.exec(text)) {
    const end = found.index + found[0].length
    // Content goes on in plain letters; chance bytes of an image do not.
    if (/^[\t\n\r -~]*$/.test(text.slice(end, end + 20))) return end
  }
  return undefined
}
