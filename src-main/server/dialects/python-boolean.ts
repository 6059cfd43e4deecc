import { FastApiRefusal } from './fastapi-errors.ts'

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ...['true', '1', 'on', 't', 'y', 'yes'].map(word => [word, true] as const),
  ...['false', '0', 'off', 'f', 'n', 'no'].map(word => [word, false] as const),
])

/** A parameter as FastAPI reads it: Python's clients write `True`. False where it is missing; throws a refusal that names it. */
export function pythonBoolean(parameter: string, text = 'false'): boolean {
  const value = WORDS.get(text.toLowerCase())
  if (value !== undefined) return value
  const msg = 'Input should be a valid boolean, unable to interpret input'
  throw new FastApiRefusal([{ type: 'bool_parsing', loc: ['query', parameter], msg, input: text }])
}
