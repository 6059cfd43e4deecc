import type { Box } from '../../../../src-shared/contract/page.ts'
import type { LayoutBox, LayoutCategory } from '../../../core/ports/layout-model.ts'
import { overlapOf } from '../../../core/recognition/stages/box-shares.ts'

/** The model takes every page at this size. */
export const LAYOUT_INPUT = { widthPx: 608, heightPx: 800 } as const

/** The model's classes in their order. */
const CLASSES = [
  'text',
  'title',
  'figure',
  'figure-caption',
  'table',
  'table-caption',
  'header',
  'footer',
  'reference',
  'equation',
] as const satisfies readonly LayoutCategory[]
/** Pixels between the places that vote, level by level. */
const STRIDES = [8, 16, 32, 64] as const
/** Each side of a box is a distribution over so many distances. */
const BINS = 8
const LEAST_SCORE = 0.4
/** Boxes of one class that share more than this are one. */
const SAME_BOX = 0.5
/** A page has no more; the rest is noise. */
const MOST_VOTES = 400

/**
 * Boxes out of the model's outputs, scaled to the page: four levels of class scores, then four levels of distances from each
 * place to the sides of its box.
 */
export function decodeLayout(
  outputs: readonly Float32Array[],
  page: { readonly widthPx: number; readonly heightPx: number },
): LayoutBox[] {
  const votes = STRIDES.flatMap((stride, level) => {
    const scores = outputs[level]
    const distances = outputs[STRIDES.length + level]
    if (!scores || !distances) throw new Error('the layout model gave too few outputs')
    return votesOf(scores, distances, stride)
  })
  const sorted = votes.toSorted((a, b) => b.score - a.score).slice(0, MOST_VOTES)
  const kept: LayoutBox[] = []
  for (const vote of sorted) {
    const isNew = kept.every(
      other => other.category !== vote.category || overlapOf(other.box, vote.box) < SAME_BOX,
    )
    if (isNew) kept.push(vote)
  }
  const scaleX = page.widthPx / LAYOUT_INPUT.widthPx
  const scaleY = page.heightPx / LAYOUT_INPUT.heightPx
  return kept.map(({ category, score, box }) => ({ category, score, box: onPage(box, scaleX, scaleY) }))
}

/** What each place of a level sees, in pixels of the model's input. */
function votesOf(scores: Float32Array, distances: Float32Array, stride: number): LayoutBox[] {
  const columns = Math.ceil(LAYOUT_INPUT.widthPx / stride)
  const votes: LayoutBox[] = []
  let place = -1
  for (let at = 0; at < scores.length; at++) {
    if ((scores[at] ?? 0) < LEAST_SCORE || Math.floor(at / CLASSES.length) === place) continue
    place = Math.floor(at / CLASSES.length)
    const x = ((place % columns) + 0.5) * stride
    const y = (Math.floor(place / columns) + 0.5) * stride
    const side = (index: number) => stride * meanDistance(distances, (place * 4 + index) * BINS)
    const box = { left: x - side(0), top: y - side(1), right: x + side(2), bottom: y + side(3) }
    votes.push({ ...bestClass(scores, place), box })
  }
  return votes
}

function bestClass(scores: Float32Array, place: number): Omit<LayoutBox, 'box'> {
  const own = scores.subarray(place * CLASSES.length, (place + 1) * CLASSES.length)
  const score = Math.max(...own)
  return { category: CLASSES[own.indexOf(score)] ?? 'text', score: Math.min(1, score) }
}

/** The mean of the distances, weighted by the softmax of what the model gives for them. */
function meanDistance(values: Float32Array, from: number): number {
  const logits = values.subarray(from, from + BINS)
  const most = Math.max(...logits)
  let sum = 0
  let weighted = 0
  for (const [distance, logit] of logits.entries()) {
    const weight = Math.exp(logit - most)
    sum += weight
    weighted += weight * distance
  }
  return weighted / sum
}

function onPage(box: Box, scaleX: number, scaleY: number): Box {
  const across = (x: number) => Math.max(0, Math.min(LAYOUT_INPUT.widthPx, x)) * scaleX
  const down = (y: number) => Math.max(0, Math.min(LAYOUT_INPUT.heightPx, y)) * scaleY
  return { left: across(box.left), top: down(box.top), right: across(box.right), bottom: down(box.bottom) }
}
