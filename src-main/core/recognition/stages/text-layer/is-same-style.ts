import type { Run } from '../../../../../src-shared/contract/page.ts'

const STYLES = ['isBold', 'isItalic', 'isStruck', 'isCode', 'script', 'href', 'footnote'] as const

/** Whether two runs are set in one style and lead to the same place. */
export function isSameStyle(one: Omit<Run, 'text'>, other: Omit<Run, 'text'>): boolean {
  return one === other || STYLES.every(style => one[style] === other[style])
}
