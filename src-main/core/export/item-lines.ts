import type { Region, Run } from '../../../src-shared/contract/page.ts'
import { listMarker } from '../recognition/stages/paragraphs/list-marker.ts'
import { plainText, styledLines } from './styled-lines.ts'

/** The paragraphs of a list item; a marker that stands alone belongs to the one after it. */
export function itemLines(region: Region): readonly (readonly Run[])[] {
  const [first, second, ...others] = styledLines(region)
  if (!first || !second) return first ? [first] : []
  const isMarker = listMarker(`${plainText(first)} x`)?.marker.trim() === plainText(first)
  return isMarker ? [[...first, { text: ' ' }, ...second], ...others] : [first, second, ...others]
}
