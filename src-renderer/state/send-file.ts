import Value from 'typebox/value'
import { Job } from '../../src-shared/contract/job.ts'
import { Problem } from '../../src-shared/contract/problem.ts'
import {
  ORIGIN_HEADER,
  ROUTES,
  type SubmitFields,
  UPLOAD_KEY_HEADER,
} from '../../src-shared/contract/routes.ts'

/** What came of an upload. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly job: Job }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'abandoned' }

interface Sending {
  readonly file: File
  readonly fields: SubmitFields
  readonly uploadKey: string
  /** Share sent; in the desktop it is never told. */
  readonly onProgress: (fraction: number) => void
  readonly signal: AbortSignal
}

/** Sends one file as one job. Fetch can't tell how much has been sent, so this is an XMLHttpRequest. */
export function sendFile({ file, fields, uploadKey, onProgress, signal }: Sending): Promise<SendOutcome> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
  form.append('file', file, file.name)
  const request = new XMLHttpRequest()
  request.open(ROUTES.submitJob.method, ROUTES.submitJob.path)
  request.setRequestHeader(ORIGIN_HEADER, 'window')
  request.setRequestHeader(UPLOAD_KEY_HEADER, uploadKey)
  request.upload.addEventListener('progress', event => {
    if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total)
  })
  signal.addEventListener('abort', () => request.abort(), { once: true })
  return new Promise(resolve => {
    request.addEventListener('load', () => resolve(outcomeOf(request)))
    request.addEventListener('error', () => resolve({ kind: 'unreachable' }))
    request.addEventListener('abort', () => resolve({ kind: 'abandoned' }))
    if (signal.aborted) resolve({ kind: 'abandoned' })
    else request.send(form)
  })
}

function outcomeOf(request: XMLHttpRequest): SendOutcome {
  const body = parsed(request.responseText)
  if (request.status < 300 && Value.Check(Job, body)) return { kind: 'accepted', job: body }
  if (Value.Check(Problem, body)) return { kind: 'refused', problem: body }
  return { kind: 'unreachable' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
