import type { RegionCategory } from '../../../src-shared/contract/page.ts'

const LEFT_OUT: readonly RegionCategory[] = ['header', 'footer', 'page-number']

/** Whether regions of this category belong to the sheet of paper and not to the text. */
export const isLeftOut = (category: RegionCategory): boolean => LEFT_OUT.includes(category)
