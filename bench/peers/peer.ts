import type { PageReading } from '../reading.ts'
import type { SpeedFigures } from '../speed-figures.ts'

/** The image of a page. */
export interface PeerImage {
  readonly file: string
  readonly dpi: number
}

/** Images of pages, for a program to read. */
export interface PeerPages {
  readonly images: readonly PeerImage[]
  /** Of their text, as ISO 639-2 names them. */
  readonly languages: readonly string[]
  /** The same pages as a PDF of images; made when it is asked for. */
  pdf(): Promise<string>
}

/** What a program read, page by page, and what all of it took. */
export interface PeerReport {
  readonly readings: readonly PageReading[]
  readonly figures: SpeedFigures
}

/** Another program that reads text, ready to run. */
export interface PeerProgram {
  /** Name, version and settings. */
  readonly title: string
  /** Reads on all cores, in the way that suits it best. */
  read(pages: PeerPages): Promise<PeerReport>
}

/** Another program that reads text. */
export interface Peer {
  readonly name: string
  /** How many pages are enough where only its time counts: it is slow. */
  readonly samplePages?: number
  /** Installs it where that needs no rights. Throws an error that says what to do where it is missing. */
  prepare(): Promise<PeerProgram>
}
