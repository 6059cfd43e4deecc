const MIB = 1024 * 1024

/** What is refused or clamped, with the figure that the error names. */
export const LIMITS = {
  uploadBytes: 4096 * MIB,
  filesPerJob: 1000,
  pagesPerJob: 10_000,
  /** An image file above this is refused before it is decoded. */
  imagePixels: 100_000_000,
  /** A page is rendered at a lower resolution rather than above these. */
  renderPixels: 40_000_000,
  renderSidePx: 10_000,
  pageTimeoutMs: 120_000,
  inspectTimeoutMs: 20_000,
  /** For LibreOffice, which starts anew for each document. */
  convertTimeoutMs: 90_000,
  renderTimeoutMs: 30_000,
  /** For one reply of a served engine. */
  servedReplyMs: 300_000,
  /** Pages wait so long for a served engine that went away, then they are read without it. */
  servedPatienceMs: 60_000,
  /** Pages that may wait for served engines at once, besides those in the workers. */
  servedPages: 8,
  workerMemoryBytes: 1536 * MIB,
  workerRecycleBytes: 1024 * MIB,
  workerRecyclePages: 1000,
  waitingJobs: 10_000,
  /** New jobs are refused when less than this would stay free. */
  freeDiskBytes: 200 * MIB,
  /** Deaths of a worker that one page may cause before it is given up. */
  strikes: 2,
  fieldBytes: 64 * 1024,
} as const
