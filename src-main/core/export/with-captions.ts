import type { Region } from '../../../src-shared/contract/page.ts'
import type { Block } from './blocks-of-page.ts'

/** A block, with its caption where a caption stands beside it. */
export interface CaptionedBlock {
  readonly block: Block
  readonly caption?: Region
  /** Whether the caption stands above what it tells about. */
  readonly isAbove?: boolean
}

/** Puts captions to the figure or table beside them: figures have theirs rather below, tables rather above. */
export function withCaptions(blocks: readonly Block[]): readonly CaptionedBlock[] {
  const captions = new Map<number, number>()
  const taken = new Set<number>()
  for (const [at, block] of blocks.entries()) {
    const category = categoryOf(block)
    if (category !== 'figure' && category !== 'table') continue
    const places = category === 'figure' ? [at + 1, at - 1] : [at - 1, at + 1]
    const found = places.find(place => !taken.has(place) && categoryOf(blocks[place]) === 'caption')
    if (found === undefined) continue
    taken.add(found)
    captions.set(at, found)
  }
  return blocks.flatMap((block, at): CaptionedBlock[] => {
    if (taken.has(at)) return []
    const place = captions.get(at)
    const caption = place === undefined ? undefined : regionOf(blocks[place])
    return [caption && place !== undefined ? { block, caption, isAbove: place < at } : { block }]
  })
}

const regionOf = (block: Block | undefined) => (block?.kind === 'region' ? block.region : undefined)
const categoryOf = (block: Block | undefined) => regionOf(block)?.category
