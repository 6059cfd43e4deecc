import type { RichRun } from './raw-cell.ts'

interface RichText {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
  /** The runs since the last call. */
  take(): readonly RichRun[]
}

const isOn = (attributes: Readonly<Record<string, string>>): boolean =>
  !['0', 'false'].includes(attributes.val ?? '1')

/** Collects the text of a shared or inline string from the events within it; readings above the text are left out. */
export function richText(): RichText {
  let runs: RichRun[] = []
  let style = { isBold: false, isItalic: false, isStruck: false }
  let isInText = false
  let isPhonetic = false
  let text = ''
  return {
    open(name, attributes) {
      if (name === 'r') style = { isBold: false, isItalic: false, isStruck: false }
      else if (name === 'b') style = { ...style, isBold: isOn(attributes) }
      else if (name === 'i') style = { ...style, isItalic: isOn(attributes) }
      else if (name === 'strike') style = { ...style, isStruck: isOn(attributes) }
      else if (name === 'rPh') isPhonetic = true
      else if (name === 't') isInText = !isPhonetic
    },
    text(piece) {
      if (isInText) text += piece
    },
    close(name) {
      if (name === 'rPh') isPhonetic = false
      if (name !== 't' || !isInText) return
      isInText = false
      if (text !== '') runs.push({ ...style, text: unescaped(text) })
      text = ''
    },
    take() {
      const taken = runs
      runs = []
      style = { isBold: false, isItalic: false, isStruck: false }
      return taken
    },
  }
}

/** Characters that XML cannot hold are written `_x000D_`. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
