import { maskedUrl } from '../../core/settings/masked-url.ts'
import { connectRedis } from './connect-redis.ts'
import { judgeRedis } from './judge-redis.ts'
import { queueNameOf } from './queue-place.ts'
import type { Sealer } from './sealer.ts'
import { within } from './within.ts'
import { workerRoll } from './worker-roll.ts'

const PATIENCE_MS = 5000

/** How it is with a Redis, in words: for a person who looks for a fault. */
export async function lookAtRedis(
  url: string,
  seal: Sealer | null,
): Promise<{ readonly ok: boolean; readonly words: string }> {
  const redis = await connectRedis(url)
  let found = { ok: false, words: `${maskedUrl(url)} cannot be reached` }
  redis.on('error', error => {
    found = { ok: false, words: `${maskedUrl(url)} cannot be reached (${error.message})` }
  })
  const look = async (): Promise<void> => {
    const verdict = judgeRedis(await redis.info())
    if (verdict.kind === 'unfit') {
      found = { ok: false, words: `${maskedUrl(url)}: ${verdict.words}` }
      return
    }
    const pages = seal ? await workerRoll(redis, queueNameOf(seal)).count() : 0
    const file = verdict.keepsPages ? 'append-only file' : 'no append-only file'
    const words = `${maskedUrl(url)}, version ${verdict.version}, ${file}, workers for ${pages} pages at a time`
    found = { ok: true, words }
  }
  await within(PATIENCE_MS, look())
  redis.disconnect()
  return found
}
