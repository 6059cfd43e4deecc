import { createHmac } from 'node:crypto'
import type { Seal } from '../../core/ports/seal.ts'

/** A page's words for the queue of one data folder: nobody else has a queue of this name. */
const NAME_CHARACTERS = 16

/** What passes through Redis is closed to whoever reads there, and what others wrote there is not believed. */
export interface Sealer {
  /** Different for each secret; tells nothing about it. */
  readonly name: string
  /** `place` is bound in: what was sealed for one place opens at no other. */
  seal(value: unknown, place: string): string
  /** Undefined for what was not sealed for this place with the same secret. */
  open(sealed: unknown, place: string): unknown
}

/** Seals values under the data folder's secret, with a seal that knows it. */
export function sealer(secret: string, { close, open }: Seal): Sealer {
  return {
    name: createHmac('sha256', secret).update('queue').digest('hex').slice(0, NAME_CHARACTERS),
    seal: (value, place) => close(JSON.stringify(value), place),
    open(sealed, place) {
      const text = typeof sealed === 'string' ? open(sealed, place) : undefined
      if (text === undefined) return undefined
      const value: unknown = JSON.parse(text)
      return value
    },
  }
}
