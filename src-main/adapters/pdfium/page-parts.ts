import type { CleanPdf } from './clean-pdf.ts'
import { type RawDictionary, readArray, readDictionary, referenceOf } from './pdf-syntax.ts'

const DEEPEST_TREE = 100

/** References to a page's content streams, in order. */
export function contentsOf(pdf: CleanPdf, page: RawDictionary): readonly string[] {
  const value = page.get('Contents')
  if (value === undefined || value === 'null') return []
  if (value.startsWith('[')) return readArray(value)
  const number = referenceOf(value)
  const body = number === undefined ? '' : pdf.object(number).trim()
  return body.startsWith('[') ? readArray(body) : [value]
}

/** A page without resources of its own has those of the nearest node above it. */
export function resourcesOf(pdf: CleanPdf, page: RawDictionary): RawDictionary {
  let node = page
  for (let depth = 0; depth < DEEPEST_TREE; depth += 1) {
    const own = node.get('Resources')
    if (own !== undefined) return resolved(pdf, own)
    const parent = referenceOf(node.get('Parent'))
    if (parent === undefined) break
    node = pdf.dictionary(parent)
  }
  return new Map()
}

/** A dictionary that stands there itself or is referred to; empty where there is none. */
export function resolved(pdf: CleanPdf, value: string | undefined): RawDictionary {
  if (value === undefined) return new Map()
  const number = referenceOf(value)
  return number === undefined ? (readDictionary(value) ?? new Map()) : pdf.dictionary(number)
}
