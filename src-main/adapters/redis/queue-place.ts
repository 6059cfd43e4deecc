import type { Sealer } from './sealer.ts'

/** Before all that we keep in Redis. */
export const KEY_PREFIX = 'pageloom'
/** The one kind of entry. */
export const ENTRY_NAME = 'page'

/** The queue of one data folder. */
export const queueNameOf = (seal: Sealer): string => `pages-${seal.name}`

/** Where workers hear which page is no longer wanted. */
export const withdrawChannelOf = (queueName: string): string => `${KEY_PREFIX}:withdraw:${queueName}`

/** A worker whose lock on a page is not renewed for so long is taken as gone. */
export const LOCK_MS = 15_000
/** How often one looks for such locks; the second look counts. */
export const LOOK_FOR_LOST_MS = 4000
