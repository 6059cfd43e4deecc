import Type, { type Static } from 'typebox'

/** How much care a page gets: speed against accuracy. The same three words everywhere. */
export const RecognitionMode = Type.Union([
  Type.Literal('fast'),
  Type.Literal('balanced'),
  Type.Literal('accurate'),
])
export type RecognitionMode = Static<typeof RecognitionMode>

/** The modes in the order in which they are offered. */
export const RECOGNITION_MODES = [
  'fast',
  'balanced',
  'accurate',
] as const satisfies readonly RecognitionMode[]

/** A way of recognising a page. `null` reads nothing and `bad-*` misbehave: both are for tests. */
export const EngineName = Type.Union([
  Type.Literal('paddle'),
  Type.Literal('text-layer'),
  Type.Literal('null'),
  Type.Literal('bad-crash'),
  Type.Literal('bad-hang'),
  Type.Literal('bad-memory'),
  Type.Literal('bad-garbage'),
])
export type EngineName = Static<typeof EngineName>

/** Which script the page is written in, as far as recognition has to care. */
export const Language = Type.Union([Type.Literal('auto'), Type.Literal('latin'), Type.Literal('cjk')])
export type Language = Static<typeof Language>
