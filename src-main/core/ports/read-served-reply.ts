import type { Page } from '../../../src-shared/contract/page.ts'
import type { ReplyVerdict, ServedReply } from '../../../src-shared/contract/worker-wire.ts'

/** Understands what a served engine said of a page. Replies are somebody else's words: nothing in them is trusted. */
export type ReadServedReply = (page: Page, reply: ServedReply) => ReplyVerdict
