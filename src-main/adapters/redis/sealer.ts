import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16
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

/** Seals with AES-256-GCM under the data folder's secret. */
export function sealer(secret: string): Sealer {
  const key = createHmac('sha256', secret).update('seal').digest()
  return {
    name: createHmac('sha256', secret).update('queue').digest('hex').slice(0, NAME_CHARACTERS),
    seal(value, place) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(
        Buffer.from(place),
      )
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64')
    },
    open(sealed, place) {
      if (typeof sealed !== 'string') return undefined
      const bytes = Buffer.from(sealed, 'base64')
      const nonce = bytes.subarray(0, NONCE_BYTES)
      const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
      if (tag.length < TAG_BYTES) return undefined
      try {
        const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
          .setAAD(Buffer.from(place))
          .setAuthTag(tag)
        const body = Buffer.concat([
          decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
          decipher.final(),
        ])
        const value: unknown = JSON.parse(body.toString('utf8'))
        return value
      } catch {
        return undefined
      }
    },
  }
}
