/** Families of fonts made for formulas, without the mark of a subset. */
const MATH_FONTS =
  /^(?:[A-Z]{6}\+)?(?:(?:CM|LM)(?:MI|SY|EX|BSY|MIB)|MS[AB]M|EU[EF][XMB]|EUS[MB]|RSFS|LMMath|LatinModernMath|Cambria-?Math|.*STIX.*Math|STIX(?:Size|NonUni|Integrals|Variants)|MathJax_|XITS-?Math|Asana-?Math|TeXGyre\w*-?Math|Libertinus-?Math|FiraMath|DejaVuMath|Euclid-?(?:Symbol|Extra|MathOne|MathTwo|Math)|MT-?(?:Extra|MI|SY|EX)|Math(?:ematicalPi|ematica|Type)|Symbol(?:MT|PS|$)|[pt]x(?:mi|sy|ex)|(?:new)?(?:tx|px)(?:mia|sys|exs|mi|sy|ex)|rtx|Fourier-Math|zplm|LucidaNewMath|AdvMath)/i
const MATH_SIGNS = /[∀-⋿⟀-⟯⦀-⫿±×÷¬ℂℊ-ℕℙ-ℝℤℵ←-⇿]|[\u{1D400}-\u{1D7FF}]/u
/** Leaders, bullets, braces and comparisons of programs are taken from fonts for formulas, too. */
const NO_SIGNS = /^[.,;:<>{}|\\/*•·◦−–\s-]$/u

const fonts = new Map<string, boolean>()
const MOST_FONTS = 2000

/** Whether a font is made for formulas. */
export function isMathFont(name: string): boolean {
  const known = fonts.get(name)
  if (known !== undefined) return known
  if (fonts.size > MOST_FONTS) fonts.clear()
  const is = MATH_FONTS.test(name.replaceAll(' ', ''))
  fonts.set(name, is)
  return is
}

/** Whether a character in this font is one of a formula. */
export function isMathematical(text: string, fontName: string): boolean {
  return isMathFont(fontName) ? !NO_SIGNS.test(text) : text > '\u007f' && MATH_SIGNS.test(text)
}
