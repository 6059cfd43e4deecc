import Type, { type Static } from 'typebox'
import { EngineName, Language, RecognitionMode } from './engine.ts'
import { Confidence } from './page.ts'
import { ProblemCode } from './problem.ts'

/** `{clean_filename}_{YYYYMMDD_HHMMSS}_{8 hex}`, UTC: the name of the job's folder too. */
export const JobId = Type.String({ pattern: '^[A-Za-z0-9._-]{1,80}_[0-9]{8}_[0-9]{6}_[0-9a-f]{8}$' })
export type JobId = Static<typeof JobId>

export const JobState = Type.Union([
  Type.Literal('scheduled'),
  Type.Literal('queued'),
  Type.Literal('processing'),
  Type.Literal('paused'),
  Type.Literal('completed'),
  Type.Literal('failed'),
  Type.Literal('cancelled'),
])
export type JobState = Static<typeof JobState>

export const PageState = Type.Union([
  Type.Literal('waiting'),
  Type.Literal('processing'),
  Type.Literal('recognised'),
  Type.Literal('blank'),
  Type.Literal('failed'),
])
export type PageState = Static<typeof PageState>

/** By which door a job came. The dialects are named by their letter in docs/api. */
export const JobOrigin = Type.Union([
  Type.Literal('window'),
  Type.Literal('cli'),
  Type.Literal('http'),
  Type.Literal('dialect-a'),
  Type.Literal('dialect-b'),
  Type.Literal('dialect-c'),
  Type.Literal('dialect-d'),
  Type.Literal('dialect-e'),
])
export type JobOrigin = Static<typeof JobOrigin>

/** C's prompt, kept and handed to engines that take prompts. */
export const DEFAULT_PROMPT = '<image>Convert to markdown'

export const DPI_RANGE = { minimum: 72, maximum: 600 } as const

/** The formats that clients of dialect E name. */
export const NamedFormat = Type.Union([
  Type.Literal('markdown'),
  Type.Literal('json'),
  Type.Literal('html'),
  Type.Literal('text'),
])
export type NamedFormat = Static<typeof NamedFormat>

/** The models that clients of dialect C name; they say what the result looks like, not who reads. */
export const NamedModel = Type.Union([Type.Literal('dotsocr'), Type.Literal('lightonocr')])
export type NamedModel = Static<typeof NamedModel>

/** What a caller may choose for a job. */
export const JobOptions = Type.Object({
  mode: RecognitionMode,
  language: Language,
  /** Page range as typed, e.g. `1,3-5,-2`; empty for all pages. */
  pages: Type.String({ maxLength: 1000 }),
  prompt: Type.String({ maxLength: 10_000 }),
  /** Resolution of the page image that boxes refer to; null lets the page decide. */
  dpi: Type.Union([Type.Integer(DPI_RANGE), Type.Null()]),
  /** Recognise the pixels even where the page has a text layer. */
  forceOcr: Type.Boolean(),
  engine: EngineName,
  /** In which format dialect E gives the result out; Markdown when it is missing. */
  namedFormat: Type.Optional(NamedFormat),
  /** In whose shape dialect C gives the pages out; `dotsocr` when it is missing. */
  namedModel: Type.Optional(NamedModel),
  /** What dialect D's caller wants to find again in the metadata of every page's node. */
  nodeMetadata: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})
export type JobOptions = Static<typeof JobOptions>

/** A file given. */
export const Document = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  name: Type.String(),
  mediaType: Type.String(),
  sizeBytes: Type.Integer({ minimum: 0 }),
  /** Pages of the file, before a page range. */
  pagesInFile: Type.Integer({ minimum: 0 }),
  firstPage: Type.Integer({ minimum: 1 }),
  pageCount: Type.Integer({ minimum: 0 }),
  /** Why the file was refused while others of the job were accepted; it has no pages then and is not kept. */
  problem: Type.Optional(Type.Object({ code: ProblemCode, detail: Type.String() })),
})
export type Document = Static<typeof Document>

const Instant = Type.Integer({ description: 'UTC, milliseconds since 1970' })
const Maybe = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])

/** What a person asked for. */
export const Job = Type.Object({
  id: JobId,
  name: Type.String(),
  state: JobState,
  origin: JobOrigin,
  options: JobOptions,
  documents: Type.Array(Document),
  pageCount: Type.Integer({ minimum: 0 }),
  /** Pages at rest: recognised, blank or failed. */
  donePages: Type.Integer({ minimum: 0 }),
  failedPages: Type.Integer({ minimum: 0 }),
  blankPages: Type.Integer({ minimum: 0 }),
  createdAt: Instant,
  startedAt: Maybe(Instant),
  finishedAt: Maybe(Instant),
  /** Why the job as a whole failed; of a queued or processing job, why no page is read at present, e.g. `storage-full`. */
  problem: Maybe(Type.Object({ code: ProblemCode, detail: Type.String() })),
  /** Bytes on disk: what was given and what was made of it. */
  sizeBytes: Type.Integer({ minimum: 0 }),
  /** An estimate, null while it would be worth nothing. */
  secondsLeft: Maybe(Type.Number({ minimum: 0 })),
  /** Unfinished jobs that come before this one; 0 when it is its turn. */
  jobsAhead: Type.Integer({ minimum: 0 }),
  /** The page at which work went on after the last start of the program, or null. */
  continuedAtPage: Maybe(Type.Integer({ minimum: 1 })),
})
export type Job = Static<typeof Job>

/** Where one page stands; its text is fetched apart. */
export const PageSummary = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  documentNumber: Type.Integer({ minimum: 1 }),
  pageInDocument: Type.Integer({ minimum: 1 }),
  state: PageState,
  attempt: Type.Integer({ minimum: 0 }),
  problem: Maybe(Type.Object({ code: ProblemCode, detail: Type.String() })),
  engine: Maybe(EngineName),
  confidence: Maybe(Confidence),
  wordCount: Maybe(Type.Integer({ minimum: 0 })),
  durationMs: Maybe(Type.Integer({ minimum: 0 })),
  finishedAt: Maybe(Instant),
})
export type PageSummary = Static<typeof PageSummary>
