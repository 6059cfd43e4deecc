import { Compile } from 'typebox/compile'
import { type Box, type Page, PageOutcome } from '../../../src-shared/contract/page.ts'
import { ProblemError } from '../problem-error.ts'

/** Boxes may reach over the page's edge by this share of its longer side: detectors add a margin. */
const TOLERANCE = 0.05

/** Compiled: a full page has ten thousand values to look at. */
const validator = Compile(PageOutcome)

/** The outcome itself, when it makes sense; otherwise throws `engine-garbage` with what is wrong. */
export function checkOutcome(outcome: unknown): PageOutcome {
  if (!validator.Check(outcome)) throw new ProblemError('engine-garbage', 'the result has the wrong shape')
  if (outcome.kind === 'failed') return outcome
  const fault = faultOf(outcome.page)
  if (fault) throw new ProblemError('engine-garbage', fault)
  return outcome
}

function faultOf(page: Page): string | undefined {
  const slack = TOLERANCE * Math.max(page.widthPx, page.heightPx) + 2
  for (const region of page.regions) {
    if (!isInside(region.box, page, slack)) return 'a region lies outside the page'
    for (const line of region.lines) {
      if (!isInside(line.box, page, slack)) return 'a line lies outside the page'
      if (!(line.quad ?? []).every(Number.isFinite)) return 'a line has no place'
      if (line.words.some(word => !isInside(word.box, page, slack))) return 'a word lies outside the page'
    }
  }
  return undefined
}

function isInside({ left, top, right, bottom }: Box, page: Page, slack: number): boolean {
  if (![left, top, right, bottom].every(Number.isFinite)) return false
  if (right < left || bottom < top) return false
  return left >= -slack && top >= -slack && right <= page.widthPx + slack && bottom <= page.heightPx + slack
}
