/** Words for Chromium and the debugger, wherever they stand; ours come behind them. */
const NOT_OURS = /^--(no-sandbox|inspect|remote-debugging|ozone|disable-gpu|enable-logging)/

/**
 * What the person typed behind the program's name. In development the program is Electron itself, and the first word
 * that is no switch is the folder of the application.
 */
export function typedWords(argv: readonly string[], isPackaged: boolean): readonly string[] {
  const words = argv.slice(1)
  const folderAt = words.findIndex(word => !word.startsWith('-'))
  const typed = isPackaged ? words : words.slice(folderAt < 0 ? words.length : folderAt + 1)
  return typed.filter(word => !NOT_OURS.test(word))
}
