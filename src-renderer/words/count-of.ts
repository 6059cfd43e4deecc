/** Writes whole numbers as the language does: 1,204. */
export function countOf(locale: string): (count: number) => string {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  return count => format.format(count)
}

/** Picks the singular or the plural form. */
export function plural(locale: string): (count: number, singular: string, many: string) => string {
  const rules = new Intl.PluralRules(locale)
  return (count, singular, many) => (rules.select(count) === 'one' ? singular : many)
}
