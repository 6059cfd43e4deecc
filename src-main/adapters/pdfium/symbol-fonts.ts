/** What the codes of a font stand for whose letters are signs; codes it lacks stand for nothing that a reader knows. */
export type SignTable = ReadonlyMap<number, string>

const FIRST_PRIVATE = 0xf000
const LAST_PRIVATE = 0xf0ff
const LAST_BYTE = 0xff

/** The table of a font that is known to have signs in place of letters; undefined for other fonts. */
export function signTableOf(fontName: string): SignTable | undefined {
  return TABLES.find(({ name }) => name.test(fontName))?.signs
}

/**
 * The sign that a code of such a font stands for; undefined where the code is none of the font's own bytes, as where
 * the file itself maps them to Unicode. Fonts tell their bytes as they are or from U+F000 on. U+FFFD: no known sign.
 */
export function signOf(signs: SignTable, code: number): string | undefined {
  const isPrivate = code >= FIRST_PRIVATE && code <= LAST_PRIVATE
  if (!isPrivate && (code <= 0x20 || code > LAST_BYTE)) return undefined
  const byte = isPrivate ? code - FIRST_PRIVATE : code
  const isOwn = isPrivate || signs !== GREEK || isLetter(code)
  return isOwn ? (signs.get(byte) ?? '\ufffd') : undefined
}

/** Symbol's digits and most of its marks are those of other fonts: only its letters are surely others. */
const isLetter = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)

/** Signs in a row from a byte on; blanks stand for bytes without a sign. */
type Stretch = readonly [firstByte: number, signs: string]

function tableOf(...stretches: readonly Stretch[]): SignTable {
  const signs = new Map<number, string>()
  for (const [first, text] of stretches)
    for (const [at, sign] of [...text].entries()) if (sign !== ' ') signs.set(first + at, sign)
  return signs
}

/** Adobe's Symbol (PDF 32000-1, D.5). */
const GREEK = tableOf(
  [0x21, '!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼'],
  [0xa0, '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪'],
  [0xf1, '〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭'],
)

/** ITC Zapf Dingbats (PDF 32000-1, D.6). */
const DINGBATS = tableOf(
  [0x21, '✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋'],
  [0x6c, '●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞'],
  [0xa1, '❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓➔→↔↕➘➙➚➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯'],
  [0xf1, '➱➲➳➴➵➶➷➸➹➺➻➼➽➾'],
)

/** Microsoft's fonts: the signs that stand in lists and forms, arrows and numbers. */
const WINGDINGS = tableOf(
  [0x21, '✏✂✁'],
  [0x28, '☎✆✉'],
  [0x41, '✌'],
  [0x45, '☜☞☝☟ ☺ ☹'],
  [0x6c, '●❍■☐☐❑❒⬧⧫◆❖⬥☒'],
  [0x80, '⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿'],
  [0x9e, '·•▪○○○◉◎ ▪☐ ✦★✶✴✹'],
  [0xd8, '➢   ➲  ←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳'],
  [0xfb, '✗✓☒☑'],
)
const WINGDINGS_2 = tableOf([0x4f, '✗✓☒☑☒☒'], [0x97, '•●'], [0xa3, '☐'])
const WINGDINGS_3 = tableOf([0x70, '▲▼△▽◀▶◁▷'])
const WEBDINGS = tableOf([0x33, '◀▶▲▼'], [0x61, '✓'], [0x63, '☐'], [0x67, '■'], [0x6e, '●'], [0x72, '✗'])

const TABLES = [
  { name: /^symbol(ps|mt|psmt)?([-,]|$)/i, signs: GREEK },
  { name: /^(itc)? ?zapf ?dingbats|^dingbats$/i, signs: DINGBATS },
  { name: /wingdings ?2/i, signs: WINGDINGS_2 },
  { name: /wingdings ?3/i, signs: WINGDINGS_3 },
  { name: /wingdings/i, signs: WINGDINGS },
  { name: /webdings/i, signs: WEBDINGS },
] as const
