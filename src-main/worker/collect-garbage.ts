import { getHeapStatistics } from 'node:v8'

const MIB = 1024 * 1024
/** A smaller process may keep its garbage: V8 collects it in time, and cheaper. */
const LARGE_PROCESS_BYTES = 340 * MIB
/** Less garbage isn't worth the 10 to 20 ms that collecting takes. */
const MUCH_GARBAGE_BYTES = 48 * MIB

/**
 * Collects V8's garbage, to be called between pages: only when the process is large and much of it may be garbage. V8 by
 * itself waits until its heap is twice what it last had to keep, and doesn't look at the rest of the process.
 * Does nothing where Node was started without `--expose-gc`.
 */
export function garbageCollector(): () => void {
  let keptBytes = heldBytes()
  return () => {
    if (!globalThis.gc || process.memoryUsage.rss() < LARGE_PROCESS_BYTES) return
    if (heldBytes() < keptBytes + MUCH_GARBAGE_BYTES) return
    globalThis.gc()
    keptBytes = heldBytes()
  }
}

/** Objects of V8's heap, and buffers outside it that they keep. */
function heldBytes(): number {
  const { used_heap_size, external_memory } = getHeapStatistics()
  return used_heap_size + external_memory
}
