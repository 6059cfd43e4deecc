import { parseXml } from '../archive/parse-xml.ts'
import { childElements } from '../archive/xml-element.ts'
import { mathText } from '../drawing/math-text.ts'

const ROOT_NAMES = /<w:\w+\b([^>]*xmlns:m=[^>]*?)\/?>/
const PARAGRAPH_OF_FORMULAS = /<m:oMathPara\b[^>]*>([\s\S]*?)<\/m:oMathPara>/g
const PARAGRAPH_PROPERTIES = /<m:oMathParaPr\b[^>]*(?:\/>|>[\s\S]*?<\/m:oMathParaPr>)/g
const BETWEEN_FORMULAS = /<\/m:oMath>\s*<m:oMath(?=[\s>])/g
const FORMULA = /<m:oMath\b(?![^>]*\/>)[^>]*>[\s\S]*?<\/m:oMath>/g

/** The text of a Word document in which formulas, which Mammoth would pass over, are text. */
export function withFormulas(xml: string): string {
  const names = ROOT_NAMES.exec(xml)?.[1]
  if (names === undefined) return xml
  return xml
    .replace(PARAGRAPH_OF_FORMULAS, (_, formulas: string) => formulas.replace(PARAGRAPH_PROPERTIES, ''))
    .replace(BETWEEN_FORMULAS, '</m:oMath><w:r><w:br/></w:r><m:oMath')
    .replace(FORMULA, formula => {
      const [root] = childElements(parseXml(`<formula ${names}>${formula}</formula>`))
      return root ? `<w:r><w:t xml:space="preserve">${escaped(mathText(root))}</w:t></w:r>` : ''
    })
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
