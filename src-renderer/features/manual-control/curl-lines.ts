import { type ExportFormat, ROUTES, type SubmitFields } from '../../../src-shared/contract/routes.ts'

const KEY = '-H "Authorization: Bearer $PAGELOOM_KEY"'

/** The submit as a curl line. */
export function submitLine(serverUrl: string, fields: SubmitFields, fileName: string): string {
  const parts = Object.entries(fields).map(([name, value]) => `-F ${quoted(`${name}=${value}`)}`)
  return [
    'curl',
    KEY,
    ...parts,
    `-F ${quoted(`file=@${fileName}`)}`,
    `${serverUrl}${ROUTES.submitJob.path}`,
  ].join(' ')
}

/** The check as a curl line. */
export const checkLine = (serverUrl: string, jobId: string): string =>
  `curl ${KEY} ${serverUrl}${pathFor(ROUTES.getJob.path, jobId)}`

/** The download as a curl line. */
export function downloadLine(
  serverUrl: string,
  jobId: string,
  query: { format: ExportFormat; pages: string },
): string {
  const pages = query.pages === '' ? '' : `&pages=${encodeURIComponent(query.pages)}`
  const url = `${serverUrl}${pathFor(ROUTES.getResult.path, jobId)}?format=${query.format}${pages}`
  return `curl ${KEY} -OJ ${quoted(url)}`
}

const pathFor = (path: string, jobId: string) =>
  path.replace(':jobId', jobId === '' ? 'JOB_ID' : encodeURIComponent(jobId))

/** As a shell takes it: plain, or in single quotes. */
const quoted = (text: string) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)
