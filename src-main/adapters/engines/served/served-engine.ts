import { readFile } from 'node:fs/promises'
import type { ServedEngineName } from '../../../../src-shared/contract/engine.ts'
import type { AskOutside, OutgoingReply } from '../../../core/ports/ask-outside.ts'
import type {
  PagePictureFile,
  ServedAnswer,
  ServedEngine,
  ServedFailure,
} from '../../../core/ports/served-engine.ts'
import { chatAnswerOf, modelNamesOf } from './chat-answer.ts'
import { SERVED_PROFILES, type ServedProfile } from './profiles.ts'

export interface ServedEngineParts {
  readonly name: ServedEngineName
  /** Up to and without `/chat/completions`, as `http://localhost:4444/v1`. */
  readonly url: string
  /** Empty where the server wants none. */
  readonly apiKey: string
  readonly ask: AskOutside
  readonly replyMs: number
}

const LIST_MS = 10_000
const LIST_BYTES = 1024 * 1024
/** A page's text with all its tags is a few hundred kilobytes at most. */
const REPLY_BYTES = 4 * 1024 * 1024
/** Answers of a server that is busy, starting or broken, not of one that doesn't like the question. */
const AWAY = new Set([408, 425, 429, 500, 502, 503, 504])
const DISLIKED = new Set([400, 422])
const LONGEST_PROMPT = 4000

/** A model behind an OpenAI-compatible server. */
export function servedEngine({ name, url, apiKey, ask, replyMs }: ServedEngineParts): ServedEngine {
  const profile = SERVED_PROFILES[name]
  const base = url.replace(/\/+$/, '')
  const headers = apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }
  let model: string | undefined
  /** Its server refuses what the profile asks for besides the picture and the words. */
  let isPlain = false

  async function findModel(signal: AbortSignal): Promise<{ kind: 'found'; model: string } | ServedFailure> {
    if (model !== undefined) return { kind: 'found', model }
    const limits = { wholeMs: Math.min(LIST_MS, replyMs), bodyBytesAtMost: LIST_BYTES }
    const reply = await ask({ url: `${base}/models`, body: null, headers, ...limits }, signal)
    if (reply.kind === 'unanswered') return failureOf(reply)
    if (reply.status !== 200) return failureOfStatus(reply.status, reply.retryAfterMs)
    const names = modelNamesOf(reply.body)
    if (!names)
      return { kind: 'refused', because: 'it does not list its models as OpenAI-compatible servers do' }
    const fitting = names.find(one => profile.model.test(one)) ?? (names.length === 1 ? names[0] : undefined)
    if (fitting === undefined) return { kind: 'refused', because: 'it serves other models' }
    model = fitting
    return { kind: 'found', model: fitting }
  }

  async function post(question: Question, signal: AbortSignal): Promise<OutgoingReply> {
    const limits = { wholeMs: replyMs, bodyBytesAtMost: REPLY_BYTES }
    const letter = { url: `${base}/chat/completions`, headers, ...limits }
    const reply = await ask({ ...letter, body: bodyOf(profile, question, isPlain) }, signal)
    if (isPlain || reply.kind === 'unanswered' || !DISLIKED.has(reply.status)) return reply
    const plain = await ask({ ...letter, body: bodyOf(profile, question, true) }, signal)
    isPlain = plain.kind === 'answered' && plain.status === 200
    return plain
  }

  return {
    name,
    maxSidePx: profile.maxSidePx,
    async ask(picture, wish, signal): Promise<ServedAnswer> {
      const found = await findModel(signal)
      if (found.kind !== 'found') return found
      const prompt = promptOf(profile, wish)
      const image = await imageOf(picture).catch(() => undefined)
      if (image === undefined) return { kind: 'refused', because: 'the picture for it was gone' }
      const reply = await post({ model: found.model, prompt, image }, signal)
      if (reply.kind === 'unanswered') return failureOf(reply)
      // Another model may be served there by now.
      if (reply.status === 404) model = undefined
      if (reply.status !== 200) return failureOfStatus(reply.status, reply.retryAfterMs)
      const answer = chatAnswerOf(reply.body)
      if (!answer)
        return { kind: 'refused', because: 'its answer is not that of an OpenAI-compatible server' }
      const { widthPx, heightPx } = picture
      return { kind: 'answered', reply: { engine: name, ...answer, prompt, widthPx, heightPx } }
    },
    async health(signal) {
      model = undefined
      const found = await findModel(signal)
      return found.kind === 'found'
        ? { kind: 'answers', model: found.model }
        : { kind: 'fails', because: found.because }
    },
  }
}

interface Question {
  readonly model: string
  readonly prompt: string
  /** As a data: URL. */
  readonly image: string
}

function bodyOf(profile: ServedProfile, { model, prompt, image }: Question, isPlain: boolean): string {
  const words = `${profile.promptStart}${prompt}`
  return JSON.stringify({
    model,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'image_url', image_url: { url: image } },
          ...(words === '' ? [] : [{ type: 'text', text: words }]),
        ],
      },
    ],
    temperature: profile.temperature,
    ...(profile.topP === undefined ? {} : { top_p: profile.topP }),
    // A server with a smaller context refuses so many tokens, and some refuse fields that they do not know.
    ...(isPlain ? {} : { max_tokens: profile.maxTokens, ...profile.extras }),
  })
}

/** A caller's own prompt, for models that understand any. The server itself puts the picture in its place. */
function promptOf({ takesPrompts, prompt }: ServedProfile, wish: string): string {
  const own = wish.replace(/^\s*<image>\s*/i, '').trim()
  return takesPrompts && own !== '' ? own.slice(0, LONGEST_PROMPT) : prompt
}

async function imageOf({ path, mediaType }: PagePictureFile): Promise<string> {
  return `data:${mediaType};base64,${(await readFile(path)).toString('base64')}`
}

function failureOf({ failure }: Extract<OutgoingReply, { kind: 'unanswered' }>): ServedFailure {
  switch (failure) {
    case 'timed-out':
      return { kind: 'late', because: 'it did not answer in time' }
    case 'too-large':
      return { kind: 'refused', because: 'its answer is longer than a page can be' }
    case 'address-refused':
      return { kind: 'refused', because: 'its address is never called' }
    case 'certificate-refused':
      return { kind: 'away', because: 'its certificate was not accepted', retryAfterMs: null }
    case 'name-unknown':
      return { kind: 'away', because: 'no name server knows its address', retryAfterMs: null }
    case 'unreachable':
      return { kind: 'away', because: 'it could not be reached', retryAfterMs: null }
  }
}

function failureOfStatus(status: number, retryAfterMs: number | null): ServedFailure {
  if (AWAY.has(status)) return { kind: 'away', because: `it answered with status ${status}`, retryAfterMs }
  if (status === 401 || status === 403)
    return { kind: 'refused', because: `it wants another key (status ${status})` }
  return { kind: 'refused', because: `it answered with status ${status}` }
}
