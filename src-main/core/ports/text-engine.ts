import type { Language, RecognitionMode } from '../../../src-shared/contract/engine.ts'
import type { Line, Rotation } from '../../../src-shared/contract/page.ts'
import type { GreyImage } from './document-reader.ts'

/** Marks the time of a stage: `lap('detect')` books the milliseconds since the lap before. */
export type Lap = (stage: string) => void

export interface ReadLinesRequest {
  readonly image: GreyImage
  readonly mode: RecognitionMode
  readonly language: Language
  readonly prompt: string
  readonly lap: Lap
}

export interface ReadLinesResult {
  /** Boxes in pixels of the image after `rotation` was applied. Any order: reading order is not the engine's. */
  readonly lines: readonly Line[]
  /** Clockwise turn that makes the page upright. */
  readonly rotation: Rotation
  readonly skewDegrees: number
  readonly notices: readonly string[]
}

/** A way of reading text from pixels. */
export interface TextEngine {
  readLines(request: ReadLinesRequest): Promise<ReadLinesResult>
  /** The clockwise turn that makes the page upright, for somebody else who reads it. */
  findRotation?(image: GreyImage): Promise<Rotation>
}
