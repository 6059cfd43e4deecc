import { numeral } from '../html/list-numbers.ts'

/** What has no number. */
export const UNNUMBERED: ReadonlySet<string> = new Set(['bullet', 'none'])

const LATIN = 'abcdefghijklmnopqrstuvwxyz'
const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщыэюя'
const CHINESE_DIGITS = '〇一二三四五六七八九'
const STEMS = '甲乙丙丁戊己庚辛壬癸'
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥'

type WriteNumber = (number: number) => string

/** By Word's names for them. */
const FORMATS: Readonly<Record<string, WriteNumber>> = {
  lowerLetter: letters(LATIN),
  upperLetter: letters(LATIN.toUpperCase()),
  russianLower: letters(RUSSIAN),
  russianUpper: letters(RUSSIAN.toUpperCase()),
  lowerRoman: number => numeral(number, 'i'),
  upperRoman: number => numeral(number, 'I'),
  decimalZero: number => String(number).padStart(2, '0'),
  ordinal: number => `${number}${ordinalEnd(number)}`,
  hex: number => number.toString(16).toUpperCase(),
  chicago: letters('*†‡§'),
  numberInDash: number => `- ${number} -`,
  decimalEnclosedParen: number => `(${number})`,
  decimalEnclosedFullstop: number => `${number}.`,
  decimalEnclosedCircle: signs(0x2460, 20),
  decimalEnclosedCircleChinese: signs(0x2460, 20),
  ideographEnclosedCircle: signs(0x3280, 10),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  ideographDigital: chineseDigits,
  taiwaneseDigital: chineseDigits,
  japaneseDigitalTenThousand: chineseDigits,
  chineseCounting,
  chineseCountingThousand: chineseCounting,
  taiwaneseCounting: chineseCounting,
  taiwaneseCountingThousand: chineseCounting,
  japaneseCounting: chineseCounting,
  ideographTraditional: oneOf(STEMS),
  ideographZodiac: oneOf(BRANCHES),
}

/** A number as Word writes it in this format; in arabic figures where the format is not known, or has no such number. */
export function numberText(number: number, format: string): string {
  return (number > 0 ? FORMATS[format]?.(number) : undefined) ?? String(number)
}

/** Word goes on with aa, bb, cc after z. */
function letters(alphabet: string): WriteNumber {
  return number => {
    const sign = alphabet.charAt((number - 1) % alphabet.length)
    return sign.repeat(Math.min(MOST_REPEATED, Math.ceil(number / alphabet.length)))
  }
}

/** Nobody reads more letters in a row. */
const MOST_REPEATED = 30

function signs(first: number, count: number): WriteNumber {
  return number => (number <= count ? String.fromCodePoint(first + number - 1) : String(number))
}

function oneOf(alphabet: string): WriteNumber {
  return number => alphabet[number - 1] ?? String(number)
}

function ordinalEnd(number: number): string {
  const isTeen = number % 100 >= 11 && number % 100 <= 13
  return isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')
}

function fullWidth(number: number): string {
  return String(number).replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
}

function chineseDigits(number: number): string {
  return String(number).replace(/\d/g, digit => CHINESE_DIGITS.charAt(Number(digit)))
}

/** 十一, 二十, 一百〇五: as one counts aloud. */
function chineseCounting(number: number): string {
  if (number >= 1000) return chineseDigits(number)
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10]
  const digit = (value: number): string => CHINESE_DIGITS.charAt(value)
  const hundred = hundreds === 0 ? '' : `${digit(hundreds)}百`
  const isPlainTen = hundreds === 0 && tens === 1
  const zero = hundreds > 0 && ones > 0 ? digit(0) : ''
  const ten = tens === 0 ? zero : `${isPlainTen ? '' : digit(tens)}十`
  return `${hundred}${ten}${ones === 0 ? '' : digit(ones)}`
}
