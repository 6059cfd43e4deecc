/** The address if a browser or mail program may be sent there, else null. */
export function safeExternalUrl(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const isWeb = url.protocol === 'https:' && url.hostname !== '' && url.username === '' && url.password === ''
  return isWeb || url.protocol === 'mailto:' ? url.href : null
}
