import type { Settings } from '../../src-shared/contract/settings.ts'
import type { UseCases } from '../app/use-cases.ts'
import type { Log } from '../core/ports/log.ts'

/** A server that answers, with the engine behind it. */
export interface RunningServer {
  /** Where programs on this machine reach it, e.g. `http://127.0.0.1:7243`. */
  readonly url: string
  /** Every address that it answers at, `url` first; in LAN mode also those of the network. */
  readonly urls: readonly string[]
  /** Null with `noAuth`. The desktop adds it as `Authorization: Bearer` to what it forwards. */
  readonly key: string | null
  /** What the desktop adds besides, so that its user may change what is theirs alone; no client is told it. */
  readonly ownerKey: string
  readonly useCases: UseCases
  readonly settings: Settings
  /** Sentences for the person who started the program. */
  readonly notices: readonly string[]
  readonly log: Log
  readonly logDir: string
  /** An address that lets one browser in, once, within five minutes. */
  browserUrl(): string
  /** Stops within five seconds: no new requests, streams end, pages in work are given back. Twice is no error. */
  close(): Promise<void>
}
