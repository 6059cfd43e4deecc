import {
  childElement,
  childElements,
  descendants,
  textWithin,
  type XmlElement,
} from '../archive/xml-element.ts'

/** A formula of an office file (OMML) in one line, as one would type it: `(a+b)/c`, `x^2`, `√(y)`, `∑_(i=1)^n i`. */
export function mathText(formula: XmlElement): string {
  return contentOf(formula).replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
}

/** Signs for applying a function, multiplying and the like, of which nothing is seen. */
const INVISIBLE = /[\u2061-\u2064]/g

const contentOf = (element: XmlElement | undefined): string => childElements(element).map(partText).join('')

/** The argument of a formula's part by its name. */
const argument = (part: XmlElement, name: string): string => contentOf(childElement(part, name)).trim()

const sign = (part: XmlElement, properties: string, name: string): string | undefined =>
  childElement(part, properties, name)?.attributes['m:val']

function partText(part: XmlElement): string {
  switch (part.name) {
    case 'm:r':
      return descendants(part, 'm:t').map(textWithin).join('')
    case 'm:f':
      return [argument(part, 'm:num'), argument(part, 'm:den')].map(grouped).join(barOf(part))
    case 'm:sSup':
    case 'm:sSub':
    case 'm:sSubSup':
    case 'm:sPre':
      return `${grouped(argument(part, 'm:e'))}${scripts(part)}`
    case 'm:rad':
      return `${argument(part, 'm:deg')}√(${argument(part, 'm:e')})`
    case 'm:nary':
      return `${sign(part, 'm:naryPr', 'm:chr') ?? '∫'}${scripts(part)} ${argument(part, 'm:e')}`
    case 'm:func':
      return `${argument(part, 'm:fName')} ${argument(part, 'm:e')}`
    case 'm:d':
      return delimited(part)
    case 'm:limLow':
      return `${argument(part, 'm:e')}_${grouped(argument(part, 'm:lim'))}`
    case 'm:limUpp':
      return `${argument(part, 'm:e')}^${grouped(argument(part, 'm:lim'))}`
    case 'm:m':
      return `[${childElements(part, 'm:mr')
        .map(row => cellsOf(row).join(', '))
        .join('; ')}]`
    case 'm:eqArr':
      return cellsOf(part).join('; ')
    default:
      return part.name.endsWith('Pr') ? '' : contentOf(part)
  }
}

const cellsOf = (row: XmlElement): readonly string[] =>
  childElements(row, 'm:e').map(cell => contentOf(cell).trim())

/** Binomials are fractions without a bar. */
const barOf = (fraction: XmlElement): string => (sign(fraction, 'm:fPr', 'm:type') === 'noBar' ? '¦' : '/')

function scripts(part: XmlElement): string {
  const below = argument(part, 'm:sub')
  const above = argument(part, 'm:sup')
  return `${below === '' ? '' : `_${grouped(below)}`}${above === '' ? '' : `^${grouped(above)}`}`
}

function delimited(part: XmlElement): string {
  const begin = sign(part, 'm:dPr', 'm:begChr') ?? '('
  const end = sign(part, 'm:dPr', 'm:endChr') ?? ')'
  const separator = sign(part, 'm:dPr', 'm:sepChr') ?? '|'
  return `${begin}${cellsOf(part).join(separator)}${end}`
}

/** What is more than a number or a name needs parentheses to stay together. */
function grouped(text: string): string {
  const isSimple = /^[\p{L}\p{N}.,]*$/u.test(text) || /^\([^()]*\)$/.test(text)
  return isSimple && (text.length < 2 || !/\p{L}\p{N}|\p{N}\p{L}/u.test(text)) ? text : `(${text})`
}
