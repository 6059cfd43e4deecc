/** Colour pixels as they lie in memory: where they begin, and how far each row and pixel lies from the next. */
export interface ColourPlane {
  readonly widthPx: number
  readonly heightPx: number
  readonly bytes: Uint8Array
  readonly start: number
  readonly stride: number
  readonly bytesPerPixel: number
  /** Whether red is the first of the three, as in pictures, or the last, as in PDFium's bitmaps. */
  readonly isRedFirst: boolean
}
