/** A decoded picture, 8 bits a sample, row by row: grey, grey and alpha, colour, colour and alpha. */
export interface Pixels {
  readonly widthPx: number
  readonly heightPx: number
  readonly channels: 1 | 2 | 3 | 4
  readonly samples: Uint8Array
}

/** A picture without transparency. */
export interface OpaquePixels extends Pixels {
  readonly channels: 1 | 3
}
