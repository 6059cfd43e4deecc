import type { Region, Run, Word } from '../../../../../src-shared/contract/page.ts'
import { isSameStyle } from '../text-layer/is-same-style.ts'

/** A letter of a region's words with the style in which it is set. */
interface Letter {
  readonly character: string
  readonly style: Omit<Run, 'text'>
}

const PLAIN: Letter['style'] = {}
/** Signs that running text may lack: hyphens at line ends, dots before page numbers, blanks. */
const MAY_BE_MISSING = /[-‐­¬.…_\s]/u

/** Gives the regions the styles and links of their words. Regions in plain type stay without runs. */
export function styleRegions(
  regions: readonly Region[],
  styles: ReadonlyMap<Word, readonly Run[]>,
): Region[] {
  if (styles.size === 0) return [...regions]
  return regions.map(region => {
    const runs = runsOf(region, styles)
    return runs ? { ...region, runs } : region
  })
}

function runsOf(region: Region, styles: ReadonlyMap<Word, readonly Run[]>): Run[] | undefined {
  if (region.category === 'table' || region.category === 'code' || region.runs) return undefined
  const words = region.lines.flatMap(line => line.words)
  if (!words.some(word => styles.has(word))) return undefined
  const letters = words.flatMap(word => lettersOf(word, styles))
  const runs = alignRuns(region.text, letters)
  if (!runs) return undefined
  const calm = region.category === 'title' ? headingRuns(runs) : runs
  return calm.some(run => Object.keys(run).length > 1) ? calm : undefined
}

function lettersOf(word: Word, styles: ReadonlyMap<Word, readonly Run[]>): Letter[] {
  const runs = styles.get(word)
  if (!runs) return lettersIn(word.text, PLAIN)
  return runs.flatMap(({ text, ...style }) => lettersIn(text, style))
}

const lettersIn = (text: string, style: Letter['style']): Letter[] =>
  Array.from(text.normalize('NFC'), character => ({ character, style }))

/** The text in runs that follow its letters; undefined where the text is not made of them. */
function alignRuns(text: string, letters: readonly Letter[]): Run[] | undefined {
  const runs: { text: string; readonly style: Letter['style'] }[] = []
  let at = 0
  let last: Letter['style'] | undefined
  for (const character of text) {
    // Between two styles there is plain room.
    const next = letters[at]?.style
    let style = last && next && isSameStyle(last, next) ? last : PLAIN
    if (character !== '…' && character.trim() !== '') {
      while (letters[at] && letters[at]?.character !== character) {
        if (!MAY_BE_MISSING.test(letters[at]?.character ?? '')) return undefined
        at++
      }
      const letter = letters[at++]
      if (!letter) return undefined
      style = letter.style
    }
    const run = runs.at(-1)
    if (run && last && isSameStyle(last, style)) run.text += character
    else runs.push({ text: character, style })
    last = style
  }
  return runs.map(({ text: own, style }) => ({ text: own, ...style }))
}

/** A heading stands out by being one: what all of it is set in need not be said. */
function headingRuns(runs: readonly Run[]): Run[] {
  const isItalic = runs.every(run => run.isItalic === true)
  return runs.map(({ isBold: _, ...run }) => {
    if (!isItalic) return run
    const { isItalic: __, ...upright } = run
    return upright
  })
}
