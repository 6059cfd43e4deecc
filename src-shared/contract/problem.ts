import Type, { type Static } from 'typebox'

interface ProblemRow {
  readonly status: number
  /** Whether the same request may work later without a change by the caller. */
  readonly retry: boolean
  /** What happened and what to do next, for a person. */
  readonly words: string
}

/** Every failure that we know by name. A new one is one row here and one heading in docs/problems.md. */
export const PROBLEMS = {
  'invalid-request': {
    status: 400,
    retry: false,
    words: 'The request is not understood. Correct the named field and send it again.',
  },
  'page-range-invalid': {
    status: 400,
    retry: false,
    words: 'The page range is not understood. Write it like 1,3-5,-2; -2 is the last page but one.',
  },
  'no-file': { status: 400, retry: false, words: 'No file came with the request. Send at least one file.' },
  'too-many-files': {
    status: 400,
    retry: false,
    words: 'More files came than are accepted here. Send fewer at a time.',
  },
  'upload-cut-off': {
    status: 400,
    retry: true,
    words: 'The upload ended before the file was complete. Send it again.',
  },
  'key-needed': {
    status: 401,
    retry: false,
    words:
      'This server needs a key. Send it as Authorization: Bearer, X-API-Key or the password of HTTP Basic.',
  },
  'host-refused': {
    status: 403,
    retry: false,
    words:
      'The request names a host that this server does not answer to. Use the address it was started with.',
  },
  'origin-refused': {
    status: 403,
    retry: false,
    words:
      'Pages of other sites may not use this server. Allow the origin with --allow-origin if it is yours.',
  },
  'owner-only': {
    status: 403,
    retry: false,
    words:
      'Only the program on this machine may change this: in its window, its settings file or by its flags.',
  },
  'route-not-found': {
    status: 404,
    retry: false,
    words: 'There is nothing at this address. /api/v1/openapi.json lists what there is.',
  },
  'job-not-found': {
    status: 404,
    retry: false,
    words: 'There is no job of this id. It may have been deleted or removed by retention.',
  },
  'page-not-found': { status: 404, retry: false, words: 'The job has no page of this number.' },
  'no-page-image': {
    status: 404,
    retry: false,
    words:
      'Documents of this kind have text but no look of their pages. Open the file in its own program to see it.',
  },
  'figure-not-found': { status: 404, retry: false, words: 'The job has no picture of this name.' },
  'document-not-found': { status: 404, retry: false, words: 'The job has no document of this number.' },
  'callback-not-found': { status: 404, retry: false, words: 'The job has no callback of this number.' },
  'method-not-allowed': {
    status: 405,
    retry: false,
    words: 'This address does not take this method. The Allow header lists those that it takes.',
  },
  'request-too-slow': {
    status: 408,
    retry: true,
    words: 'The request came too slowly and was given up. Send it again over a better connection.',
  },
  'result-not-ready': {
    status: 409,
    retry: true,
    words: 'The result is not ready yet. Ask again when the job is completed.',
  },
  'wrong-state': { status: 409, retry: false, words: 'The job is in a state in which this cannot be done.' },
  'file-too-large': { status: 413, retry: false, words: 'The file is larger than this server accepts.' },
  'request-too-large': {
    status: 413,
    retry: false,
    words: 'The request has more fields or longer ones than this server accepts.',
  },
  'too-many-pages': {
    status: 413,
    retry: false,
    words: 'The document has more pages than this server accepts in a job. Choose a page range.',
  },
  'image-too-large': {
    status: 413,
    retry: false,
    words: 'The image has more pixels than this server accepts. Send it at a lower resolution.',
  },
  'archive-bomb': {
    status: 413,
    retry: false,
    words: 'The file unpacks to more than is safe to read. Divide the document, or save it as PDF.',
  },
  'body-type-refused': {
    status: 415,
    retry: false,
    words:
      'This address takes another kind of body: files as multipart/form-data, all else as application/json.',
  },
  'range-not-satisfiable': {
    status: 416,
    retry: false,
    words: 'The byte range asked for lies outside the file.',
  },
  'not-supported': {
    status: 415,
    retry: false,
    words:
      'This kind of file is not supported. Supported are PDF, images (PNG, JPEG, TIFF, WebP, BMP), DOCX, PPTX, XLSX, EPUB, HTML, Markdown, CSV and plain text.',
  },
  'libreoffice-needed': {
    status: 415,
    retry: false,
    words:
      'This kind of file is read with the help of LibreOffice, which was not found. Install it, or save the file as DOCX, XLSX or PPTX.',
  },
  'empty-file': {
    status: 422,
    retry: false,
    words: 'The file is empty. Check that it was saved completely.',
  },
  'damaged-file': {
    status: 422,
    retry: false,
    words: 'The file is damaged and cannot be opened. Try to open it in its own program and save it anew.',
  },
  'protected-document': {
    status: 422,
    retry: false,
    words:
      'Only its own program can open this document. Save it there without a password or other protection and send that.',
  },
  'password-needed': { status: 422, retry: false, words: 'The document is protected. Give its password.' },
  'password-wrong': {
    status: 422,
    retry: false,
    words: 'The password does not open the document. Check it and try again.',
  },
  'no-pages': { status: 422, retry: false, words: 'The document has no pages.' },
  'option-invalid': { status: 422, retry: false, words: 'An option has a value that is not allowed.' },
  'callback-refused': {
    status: 422,
    retry: false,
    words:
      'This callback address is not called. If it is yours, allow it in the settings or with --allow-callback.',
  },
  'too-many-requests': { status: 429, retry: true, words: 'Too many requests. Wait a moment and try again.' },
  'queue-full': {
    status: 429,
    retry: true,
    words: 'Too many jobs are waiting. Try again when some are done.',
  },
  'page-timeout': {
    status: 500,
    retry: true,
    words: 'Reading this page took too long and was stopped. Try it again in the fast mode.',
  },
  'page-memory': {
    status: 500,
    retry: true,
    words: 'Reading this page needed too much memory and was stopped.',
  },
  'page-crashed': { status: 500, retry: true, words: 'The page crashed the reader twice and was given up.' },
  'page-unreadable': { status: 500, retry: true, words: 'The page is damaged and cannot be drawn.' },
  'engine-garbage': {
    status: 500,
    retry: true,
    words: 'The reader gave an answer that makes no sense for this page.',
  },
  'no-page-readable': {
    status: 500,
    retry: true,
    words: 'No page of the job could be read. Look at the reasons of its pages.',
  },
  'model-missing': { status: 500, retry: false, words: 'A model file is missing. Install Pageloom again.' },
  'model-altered': {
    status: 500,
    retry: false,
    words: 'A model file is not the one that was shipped. Install Pageloom again.',
  },
  internal: {
    status: 500,
    retry: true,
    words: 'Something went wrong inside Pageloom. The log has the details under the request id.',
  },
  'workers-unavailable': {
    status: 503,
    retry: true,
    words: 'No worker is ready to look at the file. Try again in a moment.',
  },
  'redis-unreachable': {
    status: 503,
    retry: true,
    words: 'Redis cannot be reached. Jobs are kept and go on by themselves when it is back.',
  },
  'redis-unfit': {
    status: 500,
    retry: false,
    words: 'This Redis would lose or refuse pages. Change what is named, or leave REDIS_URL out.',
  },
  'no-page-worker': {
    status: 503,
    retry: true,
    words: 'No page worker is there. Start one with pageloom worker; jobs go on by themselves.',
  },
  'server-stopping': {
    status: 503,
    retry: true,
    words: 'The server is stopping. Try again when it is back.',
  },
  'storage-full': {
    status: 507,
    retry: true,
    words: 'The disk is nearly full. Free some space or delete old jobs, then try again.',
  },
  'port-in-use': {
    status: 500,
    retry: true,
    words: 'Another program listens on this port. Stop it or choose another with --port.',
  },
  'data-folder-owned': {
    status: 500,
    retry: true,
    words: 'Another Pageloom uses this data folder. Stop it or choose another folder with --data-dir.',
  },
  'data-folder-unwritable': {
    status: 500,
    retry: false,
    words: 'The data folder cannot be written. Check its permissions or choose another with --data-dir.',
  },
  'database-newer': {
    status: 500,
    retry: false,
    words:
      'The data folder was written by a newer Pageloom. Install the newer version or choose another folder.',
  },
  'database-damaged': {
    status: 500,
    retry: false,
    words: 'The job database was damaged and has been set aside. A new one was started.',
  },
} as const satisfies Record<string, ProblemRow>

export type ProblemCode = keyof typeof PROBLEMS

const codes = Object.keys(PROBLEMS).filter((code): code is ProblemCode => code in PROBLEMS)

export const ProblemCode = Type.Enum(codes)

/** RFC 9457 problem details, the body of every native error reply (`application/problem+json`). */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: ProblemCode,
  detail: Type.String(),
  retry: Type.Boolean(),
  requestId: Type.Optional(Type.String()),
})
export type Problem = Static<typeof Problem>

/** The problem of this name, with what is particular to the case in `detail`. */
export function problemOf(code: ProblemCode, detail: string, requestId?: string): Problem {
  const row = PROBLEMS[code]
  return {
    type: `urn:pageloom:problem:${code}`,
    title: row.words,
    status: row.status,
    code,
    detail,
    retry: row.retry,
    ...(requestId === undefined ? {} : { requestId }),
  }
}
