/** From this weight on a font counts as bold; 400 is regular, 700 bold. */
const BOLD_WEIGHT = 600
/** Bit 19 of a font descriptor's flags. */
const FORCE_BOLD = 1 << 18
/** Words for bold, URW's `Medi`, and TeX's `CMBX10` and its kin. */
const BOLD_NAME = /bold|black|heavy|demi(?!o)|medi(?!um)|^(cm|sf|ec|la)(ss)?b(x|sy|\d)/i
/** Faces that are not bold whatever their file makes of the strokes' weight. */
const PLAIN_NAME =
  /^times-(roman|italic)$|^(helvetica|courier)(-oblique)?$|(?<!semi|demi|extra|ultra)(regular|roman|book|light)(mt|ps)?$/i

/** Whether a font is bold: by its name where that tells, otherwise by its weight and the flags of its descriptor. */
export function isBoldFace(fontName: string, weight: number, flags: number): boolean {
  if (BOLD_NAME.test(fontName)) return true
  return !PLAIN_NAME.test(fontName) && (weight >= BOLD_WEIGHT || (flags & FORCE_BOLD) !== 0)
}
