import Type, { type Static } from 'typebox'
import { EngineName, RecognitionMode } from './engine.ts'
import { ProblemCode } from './problem.ts'

/** Left, top, right, bottom in pixels of the upright page image; the origin is its top left corner. */
export const Box = Type.Object({
  left: Type.Number(),
  top: Type.Number(),
  right: Type.Number(),
  bottom: Type.Number(),
})
export type Box = Static<typeof Box>

/** How sure the engine is, 0 to 1. Text layers give 1. */
export const Confidence = Type.Number({ minimum: 0, maximum: 1 })

export const Word = Type.Object({ text: Type.String(), box: Box, confidence: Confidence })
export type Word = Static<typeof Word>

/** Four corners x, y from top left clockwise in pixels of the upright page image: a line may be skewed. */
export const Quad = Type.Array(Type.Number(), { minItems: 8, maxItems: 8 })
export type Quad = Static<typeof Quad>

export const Line = Type.Object({
  text: Type.String(),
  box: Box,
  quad: Type.Optional(Quad),
  confidence: Confidence,
  words: Type.Array(Word),
  /** The recogniser that read this line last, e.g. `ppocrv6-tiny-latin`; absent for a text layer. */
  model: Type.Optional(Type.String()),
  /** Height of the type in pixels, where it is known better than from the box. */
  fontSizePx: Type.Optional(Type.Number()),
  isBold: Type.Optional(Type.Boolean()),
  /** Set in a typewriter's face, as code is. */
  isMonospaced: Type.Optional(Type.Boolean()),
})
export type Line = Static<typeof Line>

export const RegionCategory = Type.Union([
  Type.Literal('title'),
  Type.Literal('text'),
  Type.Literal('list'),
  Type.Literal('table'),
  Type.Literal('figure'),
  Type.Literal('caption'),
  Type.Literal('header'),
  Type.Literal('footer'),
  Type.Literal('page-number'),
  Type.Literal('footnote'),
  Type.Literal('equation'),
  Type.Literal('code'),
])
export type RegionCategory = Static<typeof RegionCategory>

/** A stretch of text in one style. The texts of all runs, joined, are the text that they belong to. */
export const Run = Type.Object({
  text: Type.String(),
  isBold: Type.Optional(Type.Boolean()),
  isItalic: Type.Optional(Type.Boolean()),
  isStruck: Type.Optional(Type.Boolean()),
  isCode: Type.Optional(Type.Boolean()),
  script: Type.Optional(Type.Union([Type.Literal('super'), Type.Literal('sub')])),
  /** Where the text leads: `http:`, `https:` or `mailto:`, nothing else. */
  href: Type.Optional(Type.String({ pattern: '^(https?://|mailto:)', maxLength: 4000 })),
  /** The run is a mark that stands for the footnote of this label. */
  footnote: Type.Optional(Type.String({ maxLength: 40 })),
})
export type Run = Static<typeof Run>

/** A cell by its first row and column, both from 0. */
export const TableCell = Type.Object({
  row: Type.Integer({ minimum: 0 }),
  column: Type.Integer({ minimum: 0 }),
  rowSpan: Type.Integer({ minimum: 1 }),
  columnSpan: Type.Integer({ minimum: 1 }),
  /** Paragraphs of a cell are parted by `\n`. */
  text: Type.String(),
  isHeader: Type.Optional(Type.Boolean()),
  runs: Type.Optional(Type.Array(Run)),
  box: Type.Optional(Box),
})
export type TableCell = Static<typeof TableCell>

/** The cells of a table, row by row; no two cover the same place. Places that no cell covers are empty. */
export const Table = Type.Object({
  rowCount: Type.Integer({ minimum: 1 }),
  columnCount: Type.Integer({ minimum: 1 }),
  cells: Type.Array(TableCell),
})
export type Table = Static<typeof Table>

/** Names of figures in the job's folder `images/`: no two pages of a job share one. */
export const FigureName = Type.String({ pattern: '^page-[0-9]{6}-figure-[0-9]{1,4}\\.(png|jpg)$' })
export type FigureName = Static<typeof FigureName>

/** A picture that belongs to the text, kept as a file of the job. */
export const Figure = Type.Object({
  name: FigureName,
  widthPx: Type.Integer({ minimum: 1 }),
  heightPx: Type.Integer({ minimum: 1 }),
  /** What the document itself says that the picture shows, or the words in a picture cut out of a page; empty where there are none. */
  alternativeText: Type.String(),
})
export type Figure = Static<typeof Figure>

/** An area of a page. Regions stand in reading order. */
export const Region = Type.Object({
  category: RegionCategory,
  /** Heading level 1 to 6; titles only. */
  level: Type.Optional(Type.Integer({ minimum: 1, maximum: 6 })),
  /** The document's own outline names this heading; titles only. */
  isInOutline: Type.Optional(Type.Boolean()),
  /**
   * Goes on with the text, list item or table that stopped before it, in the column or on the page before. Formats without
   * pages show both as one.
   */
  continues: Type.Optional(Type.Boolean()),
  /** How deep a list item is nested, 0 for the outermost; list items only, 0 where it is missing. */
  depth: Type.Optional(Type.Integer({ minimum: 0, maximum: 8 })),
  /** By which runs name this footnote; footnotes only. */
  label: Type.Optional(Type.String({ maxLength: 40 })),
  /** Styles and links of `text`, where they are known; a list item's marker is part of it. */
  runs: Type.Optional(Type.Array(Run)),
  /** Cells with their spans, where they are known; `text` has the same cells without spans. */
  table: Type.Optional(Table),
  /** The picture itself; figures and equations only. */
  figure: Type.Optional(Figure),
  /** Whole page where the document has no places, as those that are not made of pages. */
  box: Box,
  /**
   * The lines joined to running text: line ends become spaces, line-end hyphens are undone. What was set line by line
   * (addresses, receipts, code with its indents) keeps its line ends as `\n`. A table has one row a line, its cells parted by tabs, empty ones too.
   */
  text: Type.String(),
  lines: Type.Array(Line),
})
export type Region = Static<typeof Region>

export const Rotation = Type.Union([Type.Literal(0), Type.Literal(90), Type.Literal(180), Type.Literal(270)])
export type Rotation = Static<typeof Rotation>

/** Milliseconds by stage: open, render, orient, detect, recognise, reread, layout, figures, text-layer, draw, served, total. */
export const Timings = Type.Record(Type.String(), Type.Number())
export type Timings = Static<typeof Timings>

/** What was read from one page. */
export const Page = Type.Object({
  /** 1 for the first page of the job; pages are numbered through all its documents. */
  number: Type.Integer({ minimum: 1 }),
  documentNumber: Type.Integer({ minimum: 1 }),
  /** 1 for the first page of the file. */
  pageInDocument: Type.Integer({ minimum: 1 }),
  /** Size of the upright page image to which all boxes refer. */
  widthPx: Type.Integer({ minimum: 1 }),
  heightPx: Type.Integer({ minimum: 1 }),
  dpi: Type.Number({ exclusiveMinimum: 0 }),
  /** Clockwise turn that made the page upright. */
  rotation: Rotation,
  skewDegrees: Type.Number(),
  source: Type.Union([Type.Literal('text-layer'), Type.Literal('ocr')]),
  engine: EngineName,
  mode: RecognitionMode,
  confidence: Confidence,
  regions: Type.Array(Region),
  /** Plain sentences about what a reader should know, e.g. text that was left out. */
  notices: Type.Array(Type.String()),
  timings: Timings,
})
export type Page = Static<typeof Page>

/** What came of one page. */
export const PageOutcome = Type.Union([
  Type.Object({ kind: Type.Literal('recognised'), page: Page }),
  Type.Object({ kind: Type.Literal('blank'), page: Page }),
  Type.Object({ kind: Type.Literal('failed'), problem: ProblemCode, detail: Type.String() }),
])
export type PageOutcome = Static<typeof PageOutcome>
