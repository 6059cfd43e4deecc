import type { Region } from '../../src-shared/contract/page.ts'

/** Whether a region belongs to the text; running headers, footers and page numbers belong to the sheet of paper. */
export const isRunningText = (region: Region): boolean =>
  region.category !== 'header' && region.category !== 'footer' && region.category !== 'page-number'
