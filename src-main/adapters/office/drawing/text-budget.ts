import type { Region } from '../../../../src-shared/contract/page.ts'

/** Some hundred times a full page of print. What is more was made by repeating one text without end. */
export const MOST_PAGE_CHARACTERS = 2_000_000

/** Lets regions through as long as their page does not grow beyond all measure. */
export interface TextBudget {
  readonly isSpent: boolean
  take(regions: readonly Region[]): readonly Region[]
  notices(): readonly string[]
}

/** The budget of one page. */
export function textBudget(): TextBudget {
  let left = MOST_PAGE_CHARACTERS
  return {
    get isSpent() {
      return left <= 0
    },
    take(regions) {
      const taken = left > 0 ? regions : []
      for (const { text } of taken) left -= text.length
      return taken
    },
    notices: () => (left > 0 ? [] : [TOO_MUCH_TEXT]),
  }
}

/** What a page says that has lost some of its text. */
export const TOO_MUCH_TEXT = `The end of this page was left out: it holds more than ${MOST_PAGE_CHARACTERS} characters.`
