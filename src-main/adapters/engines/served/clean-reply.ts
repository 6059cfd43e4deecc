/** Signs by which models end, and what stands for letters of private use: these we use ourselves. */
const SPECIAL =
  /<｜[^｜<>]{1,40}｜>|<\|(?:im_end|im_start|endoftext|eot_id|end|assistant)\|>|[\uE000-\uF8FF]/g
const CONTROLS = /(?![\t\n])\p{Cc}|[\u200B\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu
const LONE_SURROGATE = /\p{Surrogate}/gu
/** Models with a habit of thinking aloud do it before this. */
const THOUGHT_END = '</think>'
const FENCED = /^```[a-z]*[ \t]*\n([\s\S]*?)\n?```$/i

/** The reply without signs of the model's own, control characters, a fence around all of it, and thoughts before it. */
export function cleanReply(reply: string): string {
  const thought = reply.lastIndexOf(THOUGHT_END)
  const said = reply
    .slice(thought < 0 ? 0 : thought + THOUGHT_END.length)
    .replace(/\r\n?/g, '\n')
    .replace(SPECIAL, '')
    .replace(CONTROLS, '')
    .replace(LONE_SURROGATE, '\uFFFD')
    .trim()
  const inner = FENCED.exec(said)?.[1]
  return inner === undefined || inner.includes('```') ? said : inner.trim()
}
