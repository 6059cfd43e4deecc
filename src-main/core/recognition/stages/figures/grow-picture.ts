import type { Box, Line } from '../../../../../src-shared/contract/page.ts'
import { overlapsOnLevel, shareWithin } from '../box-shares.ts'
import { startsAsCaption } from '../paragraphs/starts-as-caption.ts'
import { unionOf } from '../placed-line.ts'

/** A line belongs to a figure that holds this share of it; less and it is a label that the figure's box cuts. */
export const INSIDE = 0.6
const TOUCHED = 0.1
/** Labels and titles of axes have fewer words, and are narrower than their figure. */
const LABEL_WORDS = 8
const LABEL_WIDTH = 0.9
/** Beyond a figure's sides a label reaches by this share of its width at most. */
const MOST_GROWTH = 0.15
/** A caption that stands in a figure's box stands in this part of it, from its top or bottom. */
const CAPTION_PART = 0.4
/** So far from its caption, in heights of the caption's lines, a figure may end. */
const CAPTION_DISTANCE = 4
/** How formulas are numbered. */
export const FORMULA_NUMBER = /^[(（]\s*[A-Z]?\d{1,3}(?:[.-]\d{1,3})*[a-z]?\s*[)）]$/
/** The number of a formula stands on its level, this many formula widths or heights away at most. */
const NUMBER_DISTANCE = 12

/** A figure's box with the labels that it cuts and those between it and its caption, and without the caption itself. */
export function growFigure(box: Box, lines: readonly Line[]): Box {
  const cut = withoutCaption(box, lines)
  const labels = lines.filter(line => isLabel(line, box) && !startsAsCaption(line.text))
  const touched = labels.filter(line => isTouched(line.box, cut))
  const grown = unionOf([cut, ...touched.map(line => line.box)])
  const caption = lines.find(line => isCaptionUnder(line, grown))
  if (!caption) return grown
  const between = labels.filter(
    ({ box: label }) =>
      label.top >= grown.bottom && label.bottom <= caption.box.top && isWithinSides(label, grown),
  )
  return unionOf([grown, ...between.map(line => line.box)])
}

/** A formula's box with the number that stands beside it. */
export function growFormula(box: Box, lines: readonly Line[]): Box {
  const reach = NUMBER_DISTANCE * (box.bottom - box.top)
  const beside = lines.filter(
    line => line.box.left >= box.right && line.box.left - box.right < reach && overlapsOnLevel(line.box, box),
  )
  const nearest = beside.toSorted((a, b) => a.box.left - b.box.left)[0]
  return nearest && FORMULA_NUMBER.test(nearest.text) ? unionOf([box, nearest.box]) : box
}

function isLabel({ box, words }: Line, figure: Box): boolean {
  return words.length < LABEL_WORDS && box.right - box.left < LABEL_WIDTH * (figure.right - figure.left)
}

function isTouched(label: Box, figure: Box): boolean {
  const share = shareWithin(label, figure)
  const reach = MOST_GROWTH * (figure.right - figure.left)
  const isNear = label.left > figure.left - reach && label.right < figure.right + reach
  return share > TOUCHED && isNear
}

/** Whether the line begins a figure's caption, under it or over it. */
export function isCaptionBeside(line: Line, figure: Box): boolean {
  const { top, bottom } = line.box
  const height = bottom - top
  const isOver = figure.top - bottom > -height && figure.top - bottom < CAPTION_DISTANCE * height
  return isCaptionUnder(line, figure) || (isOver && isCaptionOf(line, figure))
}

function isCaptionUnder(line: Line, figure: Box): boolean {
  const height = line.box.bottom - line.box.top
  const distance = line.box.top - figure.bottom
  return distance > -height && distance < CAPTION_DISTANCE * height && isCaptionOf(line, figure)
}

const isCaptionOf = ({ box, text }: Line, figure: Box) =>
  box.left < figure.right && box.right > figure.left && startsAsCaption(text)

const isWithinSides = (label: Box, figure: Box) => label.left >= figure.left && label.right <= figure.right

function withoutCaption(box: Box, lines: readonly Line[]): Box {
  const reach = CAPTION_PART * (box.bottom - box.top)
  let { top, bottom } = box
  for (const line of lines) {
    if (shareWithin(line.box, box) < INSIDE || !startsAsCaption(line.text)) continue
    if (line.box.top > box.bottom - reach) bottom = Math.min(bottom, line.box.top)
    else if (line.box.bottom < box.top + reach) top = Math.max(top, line.box.bottom)
  }
  return { ...box, top, bottom }
}
