import path from 'node:path'
import Type, { type Static } from 'typebox'
import { ProblemCode } from '../../../src-shared/contract/problem.ts'
import { PageSource, RecognitionSettings } from '../../../src-shared/contract/worker-wire.ts'

/** What a worker is told to do, sealed in its entry; all paths are relative to the data folder, with slashes. */
export const PageOrder = Type.Object({ source: PageSource, settings: RecognitionSettings })
export type PageOrder = Static<typeof PageOrder>

/** How a page's visit ended, sealed in what the worker leaves at the entry. An outcome itself lies in the data folder. */
export const VisitReport = Type.Union([
  Type.Object({ kind: Type.Literal('outcome'), durationMs: Type.Number() }),
  Type.Object({ kind: Type.Literal('strike'), problem: ProblemCode, detail: Type.String() }),
  Type.Object({ kind: Type.Literal('worker-killed') }),
  Type.Object({ kind: Type.Literal('withdrawn') }),
])
export type VisitReport = Static<typeof VisitReport>

/** The source with its paths as every machine understands them. */
export const portableSource = (source: PageSource, dataDir: string): PageSource =>
  withPaths(source, file => path.relative(dataDir, file).split(path.sep).join('/'))

/** The source with its paths as they are here. */
export const localSource = (source: PageSource, dataDir: string): PageSource =>
  withPaths(source, file => path.join(dataDir, ...file.split('/')))

function withPaths(source: PageSource, change: (file: string) => string): PageSource {
  const { imagesDir } = source
  return {
    ...source,
    path: change(source.path),
    ...(imagesDir === undefined ? {} : { imagesDir: change(imagesDir) }),
  }
}
