/**
 * V8's flags for a worker, whichever program starts it. Pixels that are no longer needed wait for V8's next small collection: the
 * smaller its young heap, the fewer wait. Of a large worker all garbage is collected between pages.
 */
export const WORKER_FLAGS = ['--max-semi-space-size=2', '--expose-gc'] as const
