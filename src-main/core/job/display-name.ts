const LONGEST_NAME = 255

/** What we show of a file's name: its last part, without characters that are invisible or turn the text around. */
export function displayName(fileName: string): string {
  const last = fileName.split(/[\\/]/).findLast(part => part.trim() !== '') ?? ''
  const visible = last.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '').trim()
  return [...visible].slice(0, LONGEST_NAME).join('') || 'document'
}

/** A file's name without its ending, as the title of what was read from it: `letter.pdf` becomes `letter`. */
export const fileStem = (name: string): string => displayName(name).replace(/\.[A-Za-z][A-Za-z0-9]{0,4}$/, '')

/** A name under which a result can be saved on any system: `letter.pdf` becomes `letter.md`. */
export function resultFileName(name: string, extension: string): string {
  const safe = fileStem(name)
    .replace(/[<>:"|?*\\/]/g, '_')
    .replace(/[. ]+$/, '')
    .slice(0, 120)
  const isReserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(safe)
  return `${safe === '' || isReserved ? `_${safe}` : safe}${extension}`
}
