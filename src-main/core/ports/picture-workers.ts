import type { Page } from '../../../src-shared/contract/page.ts'
import type {
  PageSource,
  PictureWish,
  RecognitionSettings,
  ReplyVerdict,
  ServedReply,
} from '../../../src-shared/contract/worker-wire.ts'
import type { LeaseLoss } from './page-queue.ts'
import type { PageVisit } from './page-workers.ts'

/** A page whose picture stands ready; the page has no regions yet. */
export interface PageDrawn {
  readonly kind: 'pictured'
  readonly page: Page
  readonly widthPx: number
  readonly heightPx: number
  readonly mediaType: string
}

export interface DrawOrder {
  readonly source: PageSource
  readonly settings: RecognitionSettings
  readonly picture: PictureWish
}

/** What page workers do for engines that are elsewhere: no byte of a document or of a reply is understood outside them. */
export interface PictureWorkers {
  /** Reads the page where its pixels are not needed, and draws it otherwise. */
  draw(order: DrawOrder, signal: AbortSignal): Promise<PageDrawn | PageVisit>
  readReply(
    order: { readonly source: PageSource; readonly page: Page; readonly reply: ServedReply },
    signal: AbortSignal,
  ): Promise<{ readonly kind: 'read'; readonly verdict: ReplyVerdict } | LeaseLoss>
}

/** Where pages' pictures stand while a served engine looks at them. */
export interface PagePictures {
  newPath(): string
  remove(path: string): Promise<void>
}
