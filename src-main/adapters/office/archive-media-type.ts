import { ProblemError } from '../../core/problem-error.ts'
import { type Archive, openArchive } from './archive/open-archive.ts'

const OPEN_XML = 'application/vnd.openxmlformats-officedocument'
const OPEN_DOCUMENT = /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)(-template)?$/

/** What the type of the main part says, macros and templates alike. */
const MAIN_PARTS: readonly (readonly [RegExp, string])[] = [
  [
    /(?:wordprocessingml|ms-word)\.(?:document|template)\.(?:main|macroEnabled)/i,
    `${OPEN_XML}.wordprocessingml.document`,
  ],
  [
    /(?:presentationml|ms-powerpoint)\.(?:presentation|slideshow|template)\.(?:main|macroEnabled)/i,
    `${OPEN_XML}.presentationml.presentation`,
  ],
  [
    /(?:spreadsheetml|ms-excel)\.(?:sheet|template)\.(?:main|macroEnabled)/i,
    `${OPEN_XML}.spreadsheetml.sheet`,
  ],
]

/** The kind of document that a ZIP file holds. Throws not-supported, archive-bomb, damaged-file. */
export async function archiveMediaType(path: string): Promise<string> {
  const archive = await openArchive(path)
  try {
    const found = (await byMimetype(archive)) ?? (await byContentTypes(archive))
    if (found === undefined) throw new ProblemError('not-supported', 'the file seems to be a ZIP archive')
    return found
  } finally {
    archive.close()
  }
}

async function byMimetype(archive: Archive): Promise<string | undefined> {
  const named = (await archive.text('mimetype'))?.trim()
  if (named === 'application/epub+zip') return named
  const kind = OPEN_DOCUMENT.exec(named ?? '')?.[1]
  if (kind !== undefined) return `application/vnd.oasis.opendocument.${kind}`
  return archive.names.includes('META-INF/container.xml') && archive.names.some(name => name.endsWith('.opf'))
    ? 'application/epub+zip'
    : undefined
}

async function byContentTypes(archive: Archive): Promise<string | undefined> {
  const types = await archive.text('[Content_Types].xml')
  if (types === undefined) return undefined
  const kind = MAIN_PARTS.find(([pattern]) => pattern.test(types))
  if (!kind)
    throw new ProblemError('not-supported', 'the file seems to be an office document of another kind')
  return kind[1]
}
