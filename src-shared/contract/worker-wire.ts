import Type, { type Static } from 'typebox'
import { EngineName, Language, RecognitionMode, ServedEngineName } from './engine.ts'
import { ExecutionProvider, ProviderVerdict } from './execution.ts'
import { Box, Page, PageOutcome, RegionCategory } from './page.ts'
import { ProblemCode } from './problem.ts'

/** How to find one page in a file on disk. */
export const PageSource = Type.Object({
  path: Type.String(),
  mediaType: Type.String(),
  password: Type.Union([Type.String(), Type.Null()]),
  /** 1 for the first page of the file. */
  pageInDocument: Type.Integer({ minimum: 1 }),
  /** Copied into the result. */
  number: Type.Integer({ minimum: 1 }),
  documentNumber: Type.Integer({ minimum: 1 }),
  /** Where the pictures of the text go; they are left out where it is missing. */
  imagesDir: Type.Optional(Type.String()),
})
export type PageSource = Static<typeof PageSource>

export const RecognitionSettings = Type.Object({
  mode: RecognitionMode,
  language: Language,
  dpi: Type.Union([Type.Integer(), Type.Null()]),
  forceOcr: Type.Boolean(),
  prompt: Type.String(),
  engine: EngineName,
})
export type RecognitionSettings = Static<typeof RecognitionSettings>

/** What the inspector found out about a file before it becomes a job. */
export const Inspection = Type.Union([
  Type.Object({
    kind: Type.Literal('accepted'),
    mediaType: Type.String(),
    /** With the leading dot: `.pdf`. */
    extension: Type.String(),
    pageCount: Type.Integer({ minimum: 1 }),
  }),
  Type.Object({ kind: Type.Literal('refused'), problem: ProblemCode, detail: Type.String() }),
])
export type Inspection = Static<typeof Inspection>

/** What is drawn over a page: its regions' frames, on an image of exactly this size. */
export const PageFrames = Type.Object({
  widthPx: Type.Integer({ minimum: 1 }),
  heightPx: Type.Integer({ minimum: 1 }),
  frames: Type.Array(Type.Object({ box: Box, category: RegionCategory })),
})
export type PageFrames = Static<typeof PageFrames>

/** What a searchable PDF is made of. */
export const SearchablePdfOrder = Type.Object({
  documents: Type.Array(
    Type.Object({
      path: Type.String(),
      mediaType: Type.String(),
      password: Type.Union([Type.String(), Type.Null()]),
      pages: Type.Array(
        Type.Object({
          /** 1 for the first page of the file. */
          pageInDocument: Type.Integer({ minimum: 1 }),
          number: Type.Integer({ minimum: 1 }),
          documentNumber: Type.Integer({ minimum: 1 }),
          /** The file with the page's result; null where nothing was read. */
          resultPath: Type.Union([Type.String(), Type.Null()]),
        }),
      ),
    }),
  ),
  outputPath: Type.String(),
})
export type SearchablePdfOrder = Static<typeof SearchablePdfOrder>

/** A page's picture for an engine that is not in the worker. */
export const PictureWish = Type.Object({
  outputPath: Type.String(),
  maxSidePx: Type.Integer({ minimum: 16 }),
})
export type PictureWish = Static<typeof PictureWish>

/** What a served engine said of a page, not yet understood. */
export const ServedReply = Type.Object({
  engine: ServedEngineName,
  text: Type.String(),
  /** The model was stopped before it had come to its end. */
  isCutOff: Type.Boolean(),
  prompt: Type.String(),
  /** Size of the picture that it was given. */
  widthPx: Type.Integer({ minimum: 1 }),
  heightPx: Type.Integer({ minimum: 1 }),
})
export type ServedReply = Static<typeof ServedReply>

/** What came of understanding it. A page that is doubtful is better than none; one that is useless is not. */
export const ReplyVerdict = Type.Union([
  Type.Object({ kind: Type.Literal('good'), page: Page }),
  Type.Object({ kind: Type.Literal('doubtful'), page: Page, because: Type.String() }),
  Type.Object({ kind: Type.Literal('useless'), because: Type.String() }),
])
export type ReplyVerdict = Static<typeof ReplyVerdict>

/** Server to worker. A worker does one call at a time. */
export const WorkerCall = Type.Union([
  Type.Object({
    kind: Type.Literal('inspect'),
    callId: Type.Integer(),
    path: Type.String(),
    name: Type.String(),
    password: Type.Union([Type.String(), Type.Null()]),
  }),
  Type.Object({
    kind: Type.Literal('recognise'),
    callId: Type.Integer(),
    source: PageSource,
    settings: RecognitionSettings,
    /** Draw the page, where its pixels would have to be read, and leave the reading to somebody else. */
    picture: Type.Optional(PictureWish),
  }),
  Type.Object({
    kind: Type.Literal('read-reply'),
    callId: Type.Integer(),
    source: PageSource,
    /** The page as it was drawn, without regions. */
    page: Page,
    reply: ServedReply,
  }),
  Type.Object({
    kind: Type.Literal('render'),
    callId: Type.Integer(),
    source: PageSource,
    /** Where the PNG or JPEG goes, written whole. */
    outputPath: Type.String(),
    /** Clockwise turn on top of the page's own, as the page's result says. */
    rotation: Type.Integer(),
    maxSidePx: Type.Integer({ minimum: 16 }),
    /** Frames to draw over the page, which becomes a PNG then. */
    overlay: Type.Optional(PageFrames),
  }),
  Type.Object({ kind: Type.Literal('write-pdf'), callId: Type.Integer(), order: SearchablePdfOrder }),
])
export type WorkerCall = Static<typeof WorkerCall>

/** The worker's provider failed; it goes on with the CPU, for its life. */
export const FellBack = Type.Object({ kind: Type.Literal('fell-back'), detail: Type.String() })
export type FellBack = Static<typeof FellBack>

/** All that a worker of the role `probe` ever says. */
export const ProbeReply = Type.Object({ kind: Type.Literal('probed'), verdict: ProviderVerdict })
export type ProbeReply = Static<typeof ProbeReply>

/** Worker to server. `ready` comes once, when models are loaded and proved. */
export const WorkerReply = Type.Union([
  Type.Object({ kind: Type.Literal('ready') }),
  FellBack,
  /** The worker can't work at all, e.g. a model file is missing or altered. */
  Type.Object({ kind: Type.Literal('unfit'), problem: ProblemCode, detail: Type.String() }),
  Type.Object({ kind: Type.Literal('inspected'), callId: Type.Integer(), inspection: Inspection }),
  Type.Object({ kind: Type.Literal('recognised'), callId: Type.Integer(), outcome: PageOutcome }),
  Type.Object({
    kind: Type.Literal('pictured'),
    callId: Type.Integer(),
    /** Without regions. */
    page: Page,
    widthPx: Type.Integer({ minimum: 1 }),
    heightPx: Type.Integer({ minimum: 1 }),
    mediaType: Type.String(),
  }),
  Type.Object({ kind: Type.Literal('reply-read'), callId: Type.Integer(), verdict: ReplyVerdict }),
  Type.Object({
    kind: Type.Literal('rendered'),
    callId: Type.Integer(),
    widthPx: Type.Integer(),
    heightPx: Type.Integer(),
    mediaType: Type.String(),
  }),
  Type.Object({ kind: Type.Literal('pdf-written'), callId: Type.Integer() }),
  Type.Object({
    kind: Type.Literal('refused'),
    callId: Type.Integer(),
    problem: ProblemCode,
    detail: Type.String(),
  }),
])
export type WorkerReply = Static<typeof WorkerReply>

/** Handed to a worker at its start, as JSON in its last argument. */
export const WorkerStart = Type.Object({
  role: Type.Union([Type.Literal('page'), Type.Literal('inspector'), Type.Literal('probe')]),
  modelsDir: Type.String(),
  /** The models to load before `ready`, so that the first page doesn't wait. */
  warm: Type.Boolean(),
  /** What models run on, or what is to be tried; the CPU when it is missing. */
  provider: Type.Optional(ExecutionProvider),
})
export type WorkerStart = Static<typeof WorkerStart>
