const NUMBER_DIGITS = 6

/** Where a page's picture lies in its job's folder `images`: `page-000001-figure-1.png`. Both numbers count from 1. */
export const figureName = (pageNumber: number, number: number, extension: 'png' | 'jpg'): string =>
  `page-${String(pageNumber).padStart(NUMBER_DIGITS, '0')}-figure-${number}.${extension}`
