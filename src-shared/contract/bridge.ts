import Type, { type Static } from 'typebox'

/** What the window's frame is told without asking. */
export const DesktopNotice = Type.Union([
  /** Files from "open with", the command line or a second start. */
  Type.Object({ kind: Type.Literal('open-files'), paths: Type.Array(Type.String()) }),
  Type.Object({
    kind: Type.Literal('show-tab'),
    tab: Type.Union([
      Type.Literal('quick-process'),
      Type.Literal('manual-control'),
      Type.Literal('job-history'),
    ]),
  }),
  Type.Object({ kind: Type.Literal('show-settings') }),
  Type.Object({ kind: Type.Literal('show-about') }),
  Type.Object({ kind: Type.Literal('choose-files') }),
  Type.Object({
    kind: Type.Literal('server-state'),
    state: Type.Union([Type.Literal('ready'), Type.Literal('restarting')]),
  }),
])
export type DesktopNotice = Static<typeof DesktopNotice>

export const SaveRequest = Type.Object({
  suggestedName: Type.String({ maxLength: 300 }),
  jobId: Type.String({ maxLength: 200 }),
  format: Type.String({ maxLength: 10 }),
  /** Only these pages; all when it is missing. */
  pages: Type.Optional(Type.String({ maxLength: 1000 })),
})
export type SaveRequest = Static<typeof SaveRequest>

/** What closing the window does while jobs run: ask, go on without a window, or stop and go on at the next start. */
export const ClosingChoice = Type.Union([
  Type.Literal('ask'),
  Type.Literal('background'),
  Type.Literal('stop'),
])
export type ClosingChoice = Static<typeof ClosingChoice>

export const TaskbarProgress = Type.Object({
  fraction: Type.Union([Type.Number({ minimum: 0, maximum: 1 }), Type.Null()]),
  runningJobs: Type.Integer({ minimum: 0 }),
})
export type TaskbarProgress = Static<typeof TaskbarProgress>

/**
 * Everything the window asks of the desktop: only what HTTP can't carry. The main process checks each argument
 * against its schema and the sender's frame. In a browser there is no bridge.
 */
export interface Bridge {
  readonly version: string
  readonly platform: string
  /** Reads files that the person named (by the command line or "open with") into File objects' bytes. */
  readNamedFile(path: string): Promise<{ name: string; bytes: ArrayBuffer } | null>
  /** Lets the person choose a place and writes the result there; resolves to the path, or null when dismissed. */
  saveResult(request: SaveRequest): Promise<string | null>
  showInFolder(path: string): Promise<void>
  showJobFolder(jobId: string): Promise<void>
  openLogFolder(): Promise<void>
  /** Asks for another data folder; it counts from the next start. Null when dismissed. */
  chooseDataDir(): Promise<string | null>
  openExternal(url: string): Promise<void>
  notifyFinished(jobId: string, title: string, body: string): Promise<void>
  setProgress(progress: TaskbarProgress): Promise<void>
  licences(): Promise<string>
  /** Where scripts on this machine find the server; null while there is none. */
  serverUrl(): Promise<string | null>
  /** What closing the window does while jobs run. */
  closingChoice(): Promise<ClosingChoice>
  setClosingChoice(choice: ClosingChoice): Promise<void>
  onNotice(listener: (notice: DesktopNotice) => void): () => void
}
