import type { Run } from '../../../../src-shared/contract/page.ts'
import type { FlowBlock, FlowRegion, PictureSource } from '../flow/flow-block.ts'
import { inlineText, type StyledText } from './inline-text.ts'
import type { RunStyle } from './run-style.ts'
import type { BlockPlace } from './text-place.ts'

interface TextLook {
  readonly style: RunStyle
  /** Spaces and line ends count. */
  readonly isAsIs: boolean
}

/** Gathers text into paragraphs and paragraphs into blocks. */
export interface BlockSink {
  readonly blocks: FlowBlock[]
  text(text: string, look: TextLook): void
  /** The number that stands before the paragraph, in place of the one that its list counts. */
  number(number: string): void
  /** Pictures in the middle of a paragraph stand after it. */
  picture(picture: PictureSource): void
  endParagraph(place: BlockPlace): void
  /** A page ends here, or with the paragraph in whose middle this is. */
  turnPage(place: BlockPlace): void
  add(blocks: readonly FlowBlock[]): void
  /** From here on blocks go there, until `leave`. */
  enter(blocks: FlowBlock[]): void
  leave(): void
}

/** A sink with nothing in it. */
export function blockSink(): BlockSink {
  const blocks: FlowBlock[] = []
  const targets: FlowBlock[][] = [blocks]
  const inline = inlineText()
  let pictures: PictureSource[] = []
  let turnsPage = false
  let number: string | undefined
  /** Which item or footnote the last region of the present target belongs to. */
  let lastOwner: object | undefined

  const target = (): FlowBlock[] => targets.at(-1) ?? blocks

  const addText = (styled: StyledText, place: BlockPlace, own: string | undefined): void => {
    const owner = place.item ?? place.note
    const last = target().at(-1)
    if (owner && owner === lastOwner && last?.kind === 'region') {
      target()[target().length - 1] = { kind: 'region', region: joined(last.region, styled) }
      return
    }
    target().push({ kind: 'region', region: regionOf(styled, place, own) })
    lastOwner = owner
  }

  const addPictures = (): void => {
    for (const picture of pictures) {
      target().push({ kind: 'region', region: { category: 'figure', text: '', picture } })
      lastOwner = undefined
    }
    pictures = []
  }

  return {
    blocks,
    text: (text, { style, isAsIs }) => (isAsIs ? inline.addAsIs(text, style) : inline.add(text, style)),
    number(own) {
      number = own
    },
    picture(picture) {
      pictures.push(picture)
      if (inline.isEmpty()) addPictures()
    },
    endParagraph(place) {
      const styled = inline.take(place.category === 'code')
      if (styled.text !== '') addText(styled, place, number)
      number = undefined
      addPictures()
      if (turnsPage) target().push({ kind: 'page-break' })
      turnsPage = false
    },
    turnPage() {
      if (inline.isEmpty()) target().push({ kind: 'page-break' })
      else turnsPage = true
    },
    add(added) {
      for (const block of added) target().push(block)
      lastOwner = undefined
    },
    enter(inner) {
      targets.push(inner)
      lastOwner = undefined
    },
    leave() {
      targets.pop()
      lastOwner = undefined
    },
  }
}

/** A note that begins with its own sign. */
const HAS_SIGN = /^[[(]?(?:\d{1,3}\b|[*†‡§¶])/

function regionOf(
  { text, runs }: StyledText,
  { category, level, item, note }: BlockPlace,
  number: string | undefined,
): FlowRegion {
  const own = number === undefined ? undefined : `${number} `
  const marker = own ?? item?.marker ?? (note && !HAS_SIGN.test(text) ? `${note.label} ` : '')
  return {
    category,
    text: marker + text,
    ...(level === undefined ? {} : { level }),
    ...(item ? { depth: item.depth } : {}),
    ...(note ? { label: note.label } : {}),
    ...(runs ? { runs: marker === '' ? runs : [{ text: marker }, ...runs] } : {}),
  }
}

function joined(region: FlowRegion, { text, runs }: StyledText): FlowRegion {
  const isStyled = region.runs !== undefined || runs !== undefined
  const all: Run[] = [...(region.runs ?? [{ text: region.text }]), { text: '\n' }, ...(runs ?? [{ text }])]
  return { ...region, text: `${region.text}\n${text}`, ...(isStyled ? { runs: all } : {}) }
}
