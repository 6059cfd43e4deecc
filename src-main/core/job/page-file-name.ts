const NUMBER_DIGITS = 6

/** Where a page's result lies in its job's folder: `pages/000001.json`. */
export const pageFileName = (number: number): string =>
  `pages/${String(number).padStart(NUMBER_DIGITS, '0')}.json`
