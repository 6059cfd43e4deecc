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

/** A vision model behind an OpenAI-compatible server that the local user has named. */
export const ServedEngineName = Type.Union([
  Type.Literal('deepseek-ocr'),
  Type.Literal('nanonets-ocr2'),
  Type.Literal('dots-ocr'),
  Type.Literal('lighton-ocr'),
])
export type ServedEngineName = Static<typeof ServedEngineName>

/** The models' own names, the same in every language. */
export const SERVED_ENGINES = {
  'deepseek-ocr': 'DeepSeek-OCR',
  'nanonets-ocr2': 'Nanonets-OCR2',
  'dots-ocr': 'dots.ocr',
  'lighton-ocr': 'LightOnOCR',
} as const satisfies Record<ServedEngineName, string>

export const SERVED_ENGINE_NAMES = [
  'deepseek-ocr',
  'nanonets-ocr2',
  'dots-ocr',
  'lighton-ocr',
] as const satisfies readonly ServedEngineName[]

/** A way of recognising a page. `null` reads nothing and `bad-*` misbehave: both are for tests. */
export const EngineName = Type.Union([
  Type.Literal('paddle'),
  Type.Literal('text-layer'),
  ...ServedEngineName.anyOf,
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
