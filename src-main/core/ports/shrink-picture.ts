/** A picture whose file holds its pixels as a PDF may hold them: a JPEG as it is, or the packed rows of a PNG. */
export interface StoredPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly coding: 'jpeg' | 'png-rows'
  readonly channels: 1 | 3
  readonly bitsPerSample: number
  /** Red, green and blue of each place, where samples are places in a palette. */
  readonly palette?: Uint8Array
  /** Where the coded pixels lie in the file, one after the other. */
  readonly pieces: readonly FilePiece[]
  /** Fills the block with the file's bytes from `offset` on; tells how many there were. */
  fill(block: Uint8Array, offset: number): number
}

/** A piece of a file. */
export interface FilePiece {
  readonly offset: number
  readonly length: number
}

/** Makes a picture smaller while it is decoded, so that it is never held whole: red, green, blue, row by row. Undefined where it can't. */
export type ShrinkPicture = (
  picture: StoredPicture,
  size: { readonly widthPx: number; readonly heightPx: number },
) => Uint8Array | undefined

/** Gets ready to shrink. The memory that shrinking takes goes with the function that this gives. */
export type PictureShrinker = () => Promise<ShrinkPicture>
