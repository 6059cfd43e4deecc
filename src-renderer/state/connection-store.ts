import { create } from 'zustand'

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'ready' }
  | { readonly kind: 'gone' }
  /** A browser without a session: `why` tells whether a code was tried. */
  | { readonly kind: 'key-needed'; readonly why: 'no-session' | 'code-old' }

interface Connection {
  readonly state: ConnectionState
  readonly become: (state: ConnectionState) => void
}

/** How the link to the job server stands. */
export const useConnection = create<Connection>()(set => ({
  state: { kind: 'connecting' },
  become: state => set({ state }),
}))
