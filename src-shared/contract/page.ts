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

/** An area of a page. Regions stand in reading order. */
export const Region = Type.Object({
  category: RegionCategory,
  /** Heading level 1 to 6; titles only. */
  level: Type.Optional(Type.Integer({ minimum: 1, maximum: 6 })),
  box: Box,
  /**
   * The lines joined to running text: line ends become spaces, line-end hyphens are undone. What was set line by line
   * (addresses, receipts) keeps its line ends as `\n`. A table has one row a line, its cells parted by tabs, empty ones too.
   */
  text: Type.String(),
  lines: Type.Array(Line),
})
export type Region = Static<typeof Region>

export const Rotation = Type.Union([Type.Literal(0), Type.Literal(90), Type.Literal(180), Type.Literal(270)])
export type Rotation = Static<typeof Rotation>

/** Milliseconds by stage: open, render, orient, detect, recognise, reread, layout, text-layer, total. */
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
