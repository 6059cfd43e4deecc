import type { Box, Region } from '../../../src-shared/contract/page.ts'
import type { FileHint } from './file-hint.ts'

/** 8-bit grey pixels, row by row without padding, 0 is black; the origin is the top left corner. */
export interface GreyImage {
  readonly widthPx: number
  readonly heightPx: number
  readonly pixels: Uint8Array
}

/** 8-bit colour pixels, red, green, blue, 255, row by row without padding, for people to look at. */
export interface ColourImage {
  readonly widthPx: number
  readonly heightPx: number
  readonly rgba: Uint8Array
}

/** A page image with the resolution at which it was made. */
export interface PageRaster {
  readonly image: GreyImage
  readonly dpi: number
  /** Whether the file's own image was taken out instead of being rendered. */
  readonly isEmbeddedImage: boolean
}

/** One character of a text layer. Boxes are points, origin top left of the page as displayed (its /Rotate applied). */
export interface Glyph {
  readonly text: string
  readonly box: Box
  readonly fontSizePt: number
  readonly fontName: string
  readonly isBold: boolean
  readonly isItalic?: boolean
  /** Of a typewriter's face, in which all letters are equally wide. */
  readonly isMonospaced?: boolean
  /** Direction of the baseline as displayed, degrees clockwise, 0 for upright text. */
  readonly angleDegrees: number
  /** The reader made it up, as PDFium does for spaces between words and line ends. */
  readonly isGenerated: boolean
  /** Text render mode 3: a layer under or over a scanned image. */
  readonly isInvisible: boolean
  /** Where the glyph stands on its baseline, in the same points as the box. Absent where the reader can't tell. */
  readonly originX?: number
  readonly originY?: number
}

/** An area of a page that leads to an address on the web. */
export interface PageLink {
  /** In the same points as the boxes of glyphs. */
  readonly box: Box
  readonly href: string
}

/** A picture on a page, in the same points as the boxes of glyphs. */
export interface PlacedPicture {
  readonly box: Box
  /** Pixels to the inch, across or down, whichever are more. */
  readonly dpi: number
}

/** A path or shading that is drawn on a page, in the same points as the boxes of glyphs. */
export interface PlacedDrawing {
  readonly box: Box
  /** Curves, polygons, slanted lines and shadings; not rules and rectangles, which forms and tables are made of. */
  readonly isRich: boolean
}

export interface TextLayer {
  readonly glyphs: readonly Glyph[]
  readonly links?: readonly PageLink[]
  /** What of the page is pictures; cut to the page. Absent where the reader can't tell. */
  readonly pictures?: readonly PlacedPicture[]
  /** What is drawn on the page besides; the first few thousand. Absent where the reader can't tell. */
  readonly drawings?: readonly PlacedDrawing[]
  /** Share of the page's area, 0 to 1, that images cover. */
  readonly imageCoverage: number
  /** Glyphs whose character is unknown (no ToUnicode, U+FFFD, private use), 0 to 1. */
  readonly unmappedShare: number
}

/** A picture of a document's own, as PNG or JPEG. */
export interface ContentImage {
  /** The name that regions give it. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** What a document that is not made of pixels says of itself. */
export interface PageContent {
  /**
   * Boxes are points of the page. Where the document has no places they are all zero and become the whole page; regions
   * without lines get them from their text. Figures name one of `images`.
   */
  readonly regions: readonly Region[]
  readonly images: readonly ContentImage[]
  /** Plain sentences about what a reader should know, e.g. a picture that was left out. */
  readonly notices: readonly string[]
}

/** One page of an open document. Close it before the next is opened. */
export interface OpenPage {
  /** Size as displayed, /Rotate applied. Images without a resolution count as 200 dpi. */
  readonly widthPt: number
  readonly heightPt: number
  /** Office files, web pages and the like: their own structure, read instead of text layer and pixels. */
  readContent?(pageNumber: number): Promise<PageContent>
  /** Undefined for images and for pages without text. */
  readTextLayer(): TextLayer | undefined
  /** Gets ready for one drawing: large pictures need less memory then. Readers that need nothing have none. */
  prepareDrawing?(): Promise<void>
  /** Draws the page, or takes out its one full-page image, clamped to LIMITS.renderPixels. `dpi` is a wish; null lets the page decide. */
  drawRaster(dpi: number | null): PageRaster
  /** Draws an area of the page (points, as displayed), clamped as `drawRaster` is. Readers without text layers have none. */
  drawArea?(area: Box, dpi: number): PageRaster
  /** Draws the page in colour, its longer side at most `maxSidePx`. Readers without it show the grey raster. */
  drawColour?(maxSidePx: number): ColourImage
  close(): void
}

/** A heading as the file's own outline names it. */
export interface OutlineEntry {
  readonly title: string
  /** 1 for the outermost. */
  readonly level: number
  readonly pageInDocument: number
}

/** A file opened from disk, read by blocks; a 3 GB file is never whole in memory. */
export interface OpenDocument {
  readonly mediaType: string
  readonly pageCount: number
  /** Throws ProblemError `page-unreadable` where the page cannot be loaded. `pageInDocument` counts from 1. */
  openPage(pageInDocument: number): OpenPage
  /** The file's outline in reading order; empty where it has none. Kept once it is read. */
  outline?(): readonly OutlineEntry[]
  close(): void
}

/** Opens documents of the kinds it knows. */
export interface DocumentReader {
  /** Throws ProblemError: not-supported, empty-file, damaged-file, archive-bomb, password-needed, password-wrong, no-pages, image-too-large. */
  open(path: string, password: string | null, hint?: FileHint): Promise<OpenDocument>
}
