/**
 * V8's flags for a worker, whichever program starts it. Pixels that are no longer needed wait for V8's next small collection: the
 * smaller its young heap, the fewer wait. Of a large worker all garbage is collected between pages.
 *
 * The old heap is gone through when it and the buffers beside it have doubled. V8 by itself does so as soon as they have grown by 10 MB, which the
 * pixels of one page are, still in use: 1.5 times a page, for nothing.
 *
 * Hot functions are compiled on the thread that runs them: workers keep all cores busy, and a compiler with a thread of its own waits
 * for a core while the slow code goes on. A worker's first dense pages take 3 to 6 % less processor time that way, clean ones the same.
 */
export const WORKER_FLAGS = [
  '--max-semi-space-size=2',
  '--heap-growing-percent=100',
  '--expose-gc',
  '--no-concurrent-recompilation',
] as const
