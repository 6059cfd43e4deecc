import type { ServedEngineName } from '../../../src-shared/contract/engine.ts'
import type { ServedReply } from '../../../src-shared/contract/worker-wire.ts'

/** A page's picture on disk, for a served engine. */
export interface PagePictureFile {
  readonly path: string
  readonly mediaType: string
  readonly widthPx: number
  readonly heightPx: number
}

/** Why there is no reply. `away` engines may come back; what is `refused` would be refused again. */
export type ServedFailure =
  | { readonly kind: 'away'; readonly because: string; readonly retryAfterMs: number | null }
  | { readonly kind: 'late' | 'refused'; readonly because: string }

export type ServedAnswer = { readonly kind: 'answered'; readonly reply: ServedReply } | ServedFailure

/** What a served engine says of itself when nobody reads a page. */
export type ServedHealth =
  | { readonly kind: 'answers'; readonly model: string }
  | { readonly kind: 'fails'; readonly because: string }

/** A vision model on an OpenAI-compatible server that the local user named. */
export interface ServedEngine {
  readonly name: ServedEngineName
  /** The longer side of the picture that it wants. */
  readonly maxSidePx: number
  /** Never throws. An aborted signal ends it soon, as `away`. */
  ask(picture: PagePictureFile, prompt: string, signal: AbortSignal): Promise<ServedAnswer>
  health(signal: AbortSignal): Promise<ServedHealth>
}
