import { parseIp } from '../../core/outgoing/ip-address.ts'
import { refusalOfAddresses, refusalOfHost } from '../../core/outgoing/judge-place.ts'
import type { OutgoingPurpose, OutgoingRule } from '../../core/outgoing/outgoing-rule.ts'
import { type OutgoingUrl, parseOutgoingUrl } from '../../core/outgoing/outgoing-url.ts'
import type { AskOutside } from '../../core/ports/ask-outside.ts'
import type { OutgoingAnswer, OutgoingClient } from '../../core/ports/outgoing-client.ts'
import { askAddresses } from './ask-addresses.ts'
import { failureOfError } from './failure-of-error.ts'
import { postToAddresses } from './post-to-addresses.ts'
import { type ResolveHost, systemResolver } from './resolve-host.ts'
import type { PostTimes } from './road.ts'

export interface OutgoingClientParts {
  /** The local user's rules, asked at each call. */
  readonly rules: () => readonly OutgoingRule[]
  readonly userAgent: string
  /** For tests. */
  readonly resolveHost?: ResolveHost
  readonly times?: Partial<PostTimes>
}

const TIMES: PostTimes = { connectMs: 10_000, wholeMs: 30_000, bodyMs: 5000 }

/** A submit waits no longer for a name server than this; the delivery looks again. */
const REFUSAL_LOOKUP_MS = 3000

/** Posts by node:http. Environment variables that name a proxy have no effect. */
export function outgoingClient(
  parts: OutgoingClientParts,
): OutgoingClient & { readonly askServed: AskOutside } {
  const { rules, userAgent, resolveHost = systemResolver() } = parts
  const times = { ...TIMES, ...parts.times }

  async function look(url: OutgoingUrl, purpose: OutgoingPurpose, limitMs: number): Promise<Look> {
    const errand = { url, purpose, rules: rules() }
    const refusal = refusalOfHost(errand)
    if (refusal !== undefined) return { kind: 'refused', words: refusal }
    const addresses = parseIp(url.host) ? [url.host] : await inTime(resolveHost(url.host), limitMs)
    const words = refusalOfAddresses(errand, addresses)
    return words === undefined ? { kind: 'open', addresses } : { kind: 'refused', words }
  }

  return {
    async refusal(text, purpose) {
      const parsed = parseOutgoingUrl(text)
      if (parsed.kind === 'refused') return parsed.words
      const verdict = await look(parsed.url, purpose, REFUSAL_LOOKUP_MS).catch(() => undefined)
      return verdict?.kind === 'refused' ? verdict.words : null
    },
    async post({ url: text, purpose, headers, body }, signal) {
      const parsed = parseOutgoingUrl(text)
      if (parsed.kind === 'refused') return refused(parsed.words)
      try {
        const verdict = await look(parsed.url, purpose, times.connectMs)
        if (verdict.kind === 'refused') return refused(verdict.words)
        const letter = { url: parsed.url, headers: { ...headers, 'user-agent': userAgent }, body }
        return await postToAddresses(letter, { addresses: verdict.addresses, times, signal })
      } catch (error) {
        return { kind: 'unanswered', ...failureOfError(error) }
      }
    },
    async askServed({ url: text, headers, body, wholeMs, bodyBytesAtMost }, signal) {
      const parsed = parseOutgoingUrl(text)
      if (parsed.kind === 'refused') return refused(parsed.words)
      try {
        const verdict = await look(parsed.url, 'vlm', times.connectMs)
        if (verdict.kind === 'refused') return refused(verdict.words)
        const question = {
          url: parsed.url,
          headers: { ...headers, 'user-agent': userAgent },
          body,
          bodyBytesAtMost,
        }
        const road = { addresses: verdict.addresses, times: { ...times, wholeMs }, signal }
        return await askAddresses(question, road)
      } catch (error) {
        return { kind: 'unanswered', ...failureOfError(error) }
      }
    },
  }
}

type Look =
  | { readonly kind: 'open'; readonly addresses: readonly string[] }
  | { readonly kind: 'refused'; readonly words: string }

const refused = (detail: string) =>
  ({ kind: 'unanswered', failure: 'address-refused', detail }) satisfies OutgoingAnswer

async function inTime<Value>(promise: Promise<Value>, limitMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('No name server answers'), { code: 'ETIMEDOUT' })),
      limitMs,
    )
  })
  try {
    return await Promise.race([promise, tooLate])
  } finally {
    clearTimeout(timer)
  }
}
