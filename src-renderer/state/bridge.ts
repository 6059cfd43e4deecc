import type { Bridge } from '../../src-shared/contract/bridge.ts'

declare global {
  interface Window {
    readonly pageloom?: Bridge
  }
}

/** What the desktop offers; undefined in a browser. */
export const bridge: Bridge | undefined = window.pageloom
