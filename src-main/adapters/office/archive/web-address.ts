const MOST_LENGTH = 4000

/** An address that a link may lead to; undefined for all but the web and mail. */
export function webAddress(target: string): string | undefined {
  const address = target.trim().replace(/^(https?|mailto):/i, scheme => scheme.toLowerCase())
  return /^(https?:\/\/|mailto:)/.test(address) && address.length <= MOST_LENGTH ? address : undefined
}
