import type { OutgoingAnswer } from '../../core/ports/outgoing-client.ts'

type Failure = Omit<Extract<OutgoingAnswer, { kind: 'unanswered' }>, 'kind'>

const NAME_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'ENODATA', 'ESERVFAIL'])
const TIME_CODES = new Set(['ETIMEDOUT', 'ESOCKETTIMEDOUT'])
const CERTIFICATE_CODE = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|^EPROTO$/

/** What a failed connection means, with the system's code for those who look closer. */
export function failureOfError(error: unknown): Failure {
  const code = codeOf(error)
  if (NAME_CODES.has(code)) return { failure: 'name-unknown', detail: code }
  if (TIME_CODES.has(code)) return { failure: 'timed-out', detail: '' }
  if (CERTIFICATE_CODE.test(code)) return { failure: 'certificate-refused', detail: code }
  return { failure: 'unreachable', detail: code }
}

/** Where several addresses were tried, the first one's reason. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
