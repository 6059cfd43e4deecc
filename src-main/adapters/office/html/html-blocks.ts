import type { FlowBlock } from '../flow/flow-block.ts'
import { blockSink } from './block-sink.ts'
import { BLOCKS, isUnseen } from './element-kinds.ts'
import { type FootNotes, footNotes, isWayBack } from './foot-notes.ts'
import type { Attributes, HtmlEvents } from './html-events.ts'
import { type OpenList, takeMarker } from './list-numbers.ts'
import { NUMBER_END, NUMBER_START } from './number-signs.ts'
import { type OpenTable, openTable } from './read-table.ts'
import { PLAIN, type RunStyle, styleWithin } from './run-style.ts'
import type { BlockPlace, ListItem } from './text-place.ts'

/** Items deeper than this stand at this depth. */
const DEEPEST = 8

/** What holds within an element. The same object goes on where an element changes nothing. */
interface Context {
  readonly style: RunStyle
  readonly place: BlockPlace
  readonly isSeen: boolean
  readonly isAsIs: boolean
  readonly list: OpenList | undefined
  /** Lists around this place. */
  readonly listCount: number
  readonly table: OpenTable | undefined
  readonly isHead: boolean
}

interface Frame {
  readonly name: string
  readonly context: Context
}

const OUTERMOST: Context = {
  style: PLAIN,
  place: { category: 'text' },
  isSeen: true,
  isAsIs: false,
  list: undefined,
  listCount: 0,
  table: undefined,
  isHead: false,
}

/** The blocks of a document that is told element by element to `read`. Footnotes may be counted over several documents. */
export function htmlBlocks(read: (events: HtmlEvents) => void, notes: FootNotes = footNotes()): FlowBlock[] {
  const sink = blockSink()
  const frames: Frame[] = []
  const within = (): Context => frames.at(-1)?.context ?? OUTERMOST

  read({
    text(text) {
      const { isSeen, isAsIs, style } = within()
      if (!isSeen) return
      const end = text.startsWith(NUMBER_START) ? text.indexOf(NUMBER_END) : -1
      if (end > 0) sink.number(text.slice(1, end))
      sink.text(text.slice(end + 1), { style, isAsIs })
    },
    open(name, attributes) {
      const outer = within()
      if (outer.isSeen && BLOCKS.has(name)) sink.endParagraph(outer.place)
      const context = enter({ name, attributes, outer })
      frames.push({ name, context })
    },
    close() {
      const frame = frames.pop()
      if (!frame?.context.isSeen) return
      if (BLOCKS.has(frame.name)) sink.endParagraph(frame.context.place)
      leave(frame)
    },
  })
  sink.endParagraph(OUTERMOST.place)
  return sink.blocks

  function enter({ name, attributes, outer }: Opening): Context {
    if (name === 'img' || (name === 'image' && !outer.isAsIs)) addPicture(attributes)
    if (
      !outer.isSeen ||
      isUnseen(name, attributes) ||
      (outer.place.category === 'footnote' && isBack(name, attributes))
    )
      return outer.isSeen ? { ...outer, isSeen: false } : outer
    addSign(name, attributes, outer)
    return contextOf({ name, attributes, outer: withNote(name, attributes, outer) })
  }

  function addPicture(attributes: Attributes): void {
    const source = attributes.get('src') ?? attributes.get('xlink:href') ?? attributes.get('href') ?? ''
    const alternativeText = (attributes.get('alt') ?? '').replace(/\s+/g, ' ').trim()
    if (source !== '' || alternativeText !== '') sink.picture({ source, alternativeText })
  }

  function addSign(name: string, attributes: Attributes, { style, place }: Context): void {
    if (name === 'br') sink.text('\n', { style, isAsIs: true })
    if (name === 'q') sink.text('“', { style, isAsIs: true })
    if (name === 'hr' && attributes.get('class') === 'page-break') sink.turnPage(place)
    if (name === 'input' && attributes.get('type') === 'checkbox')
      sink.text(attributes.has('checked') ? '☑ ' : '☐ ', { style, isAsIs: true })
  }

  function contextOf(opening: Opening): Context {
    const { name, attributes, outer } = opening
    switch (name) {
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return { ...outer, place: { category: 'title', level: Number(name[1]) } }
      case 'pre':
      case 'listing':
      case 'xmp':
        return { ...outer, isAsIs: true, place: { category: 'code' } }
      case 'figcaption':
      case 'caption':
        return { ...outer, place: { category: 'caption' } }
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir':
        return listWithin(opening)
      case 'li':
        return itemWithin(opening)
      case 'table':
      case 'thead':
      case 'tbody':
      case 'tfoot':
      case 'tr':
      case 'td':
      case 'th':
        return tableWithin(opening)
      default: {
        const style = markedStyle(name, attributes, outer) ?? styleWithin(outer.style, name, attributes)
        return style === outer.style ? outer : { ...outer, style }
      }
    }
  }

  function listWithin({ name, attributes, outer }: Opening): Context {
    const isOrdered = name === 'ol'
    const start = Number.parseInt(attributes.get('start') ?? '1', 10)
    const list = {
      isOrdered,
      numbering: attributes.get('type') ?? '1',
      next: Number.isNaN(start) ? 1 : start,
    }
    return { ...outer, list, listCount: outer.listCount + 1 }
  }

  function itemWithin({ attributes, outer }: Opening): Context {
    if (outer.place.category === 'footnote') return outer
    const list = outer.list ?? { isOrdered: false, numbering: '1', next: 1 }
    const value = Number.parseInt(attributes.get('value') ?? '', 10)
    const item: ListItem = {
      marker: takeMarker(list, Number.isNaN(value) ? undefined : value),
      depth: Math.min(Math.max(0, outer.listCount - 1), DEEPEST),
    }
    return { ...outer, place: { category: 'list', item } }
  }

  function tableWithin({ name, attributes, outer }: Opening): Context {
    if (name === 'table') {
      const isArrangement = /^(?:presentation|none)$/i.test(attributes.get('role') ?? '')
      return {
        ...outer,
        table: openTable(isArrangement),
        place: { category: 'text' },
        list: undefined,
        listCount: 0,
      }
    }
    const { table } = outer
    if (!table) return outer
    if (name === 'tr') table.beginRow(outer.isHead)
    if (name !== 'td' && name !== 'th') return { ...outer, isHead: name === 'thead' || outer.isHead }
    sink.enter(table.beginCell(name, attributes))
    return { ...outer, table: undefined, isHead: false, place: { category: 'text' } }
  }

  function markedStyle(name: string, attributes: Attributes, { style }: Context): RunStyle | undefined {
    const footnote = name === 'a' ? notes.markOf(attributes) : undefined
    return footnote === undefined ? undefined : { ...style, footnote }
  }

  function withNote(name: string, attributes: Attributes, outer: Context): Context {
    const label = BLOCKS.has(name) ? notes.noteOf(attributes) : undefined
    return label === undefined ? outer : { ...outer, place: { category: 'footnote', note: { label } } }
  }

  function leave({ name, context }: Frame): void {
    if (name === 'q') sink.text('”', { style: context.style, isAsIs: true })
    if (name === 'td' || name === 'th') {
      if (within().table) sink.leave()
    }
    if (name === 'table' && context.table) sink.add(context.table.finish())
  }
}

interface Opening {
  readonly name: string
  readonly attributes: Attributes
  readonly outer: Context
}

const isBack = (name: string, attributes: Attributes): boolean => name === 'a' && isWayBack(attributes)
