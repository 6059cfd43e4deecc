/** An address without what opens it: neither name nor password nor parameters. */
export function maskedUrl(url: string): string {
  const [, scheme = '', rest = ''] = /^([a-z]+:[/][/])?(.*)$/is.exec(url) ?? []
  const [place = ''] = rest.split('?')
  const end = place.lastIndexOf('@')
  return end < 0 ? scheme + place : `${scheme}***@${place.slice(end + 1)}`
}
