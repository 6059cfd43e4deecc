/** Signs with which spreadsheets begin a formula, in their full widths too. */
const START = /^[\t\r]|^\s*[=+\-@＝＋－＠]/u
const PLAIN_NUMBER = /^\s*[-+]?\d[\d., {2}]*\s*%?\s*$/

/** Whether a spreadsheet might calculate this text instead of showing it. Signed numbers are harmless. */
export const isFormulaLike = (text: string): boolean => START.test(text) && !PLAIN_NUMBER.test(text)
