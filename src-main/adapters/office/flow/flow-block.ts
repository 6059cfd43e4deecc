import type { Region } from '../../../../src-shared/contract/page.ts'

/** A picture as the document names it. */
export interface PictureSource {
  readonly source: string
  readonly alternativeText: string
}

/** A region of a document that flows, before it is on a page. */
export type FlowRegion = Omit<Region, 'box' | 'lines' | 'figure'> & { readonly picture?: PictureSource }

/** What a document that flows consists of. */
export type FlowBlock =
  | { readonly kind: 'region'; readonly region: FlowRegion }
  | { readonly kind: 'page-break' }
