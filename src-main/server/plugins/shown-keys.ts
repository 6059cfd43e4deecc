import type { IncomingHttpHeaders } from 'node:http'

/** Every key that a request shows. The only place where credentials are read, whatever header they come in. */
export function shownKeys(headers: IncomingHttpHeaders): string[] {
  const keys: string[] = []
  const [scheme, value] = splitOnce(headers.authorization ?? '', ' ')
  if (/^bearer$/i.test(scheme) && value !== '') keys.push(value.trim())
  if (/^basic$/i.test(scheme)) {
    const password = splitOnce(Buffer.from(value.trim(), 'base64').toString('utf8'), ':')[1]
    if (password !== '') keys.push(password)
  }
  const apiKey = headers['x-api-key']
  if (typeof apiKey === 'string' && apiKey !== '') keys.push(apiKey)
  return keys
}

/** The values of all cookies of this name. */
export function shownCookies(headers: IncomingHttpHeaders, name: string): string[] {
  return (headers.cookie ?? '')
    .split(';')
    .map(pair => splitOnce(pair.trim(), '='))
    .filter(([key, value]) => key === name && value !== '')
    .map(([, value]) => value)
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)]
}
