import type { Orientation } from '../../core/recognition/images/orient-image.ts'

/** What a picture's file says of it before anything is decoded. */
export interface ImageHeader {
  /** As stored, before the orientation is applied. */
  readonly widthPx: number
  readonly heightPx: number
  readonly orientation: Orientation
  /** Across and down as stored; undefined where the file tells none that can be true. */
  readonly dpi: Dpi | undefined
}

export interface Dpi {
  readonly across: number
  readonly down: number
}
