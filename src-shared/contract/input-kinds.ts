/** A kind of file that Pageloom takes. */
interface InputKind {
  readonly mediaType: string
  /** With the leading dot; the first is the one that we give. */
  readonly extensions: readonly [string, ...string[]]
  /** Whether its pages can be drawn; those of office files, web pages and the like have text but no look. */
  readonly hasPageImages: boolean
  /** Whether another program has to convert it first, which takes its time. */
  readonly isConverted?: boolean
}

const drawn = (mediaType: string, ...extensions: [string, ...string[]]): InputKind => ({
  mediaType,
  extensions,
  hasPageImages: true,
})

const written = (mediaType: string, ...extensions: [string, ...string[]]): InputKind => ({
  mediaType,
  extensions,
  hasPageImages: false,
})

const converted = (mediaType: string, ...extensions: [string, ...string[]]): InputKind => ({
  ...written(mediaType, ...extensions),
  isConverted: true,
})

const OPEN_XML = 'application/vnd.openxmlformats-officedocument'
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument'

/** Every kind of file that can become a job. Files are judged by their content; extensions only help to find them. */
export const INPUT_KINDS: readonly InputKind[] = [
  drawn('application/pdf', '.pdf'),
  drawn('image/png', '.png'),
  drawn('image/jpeg', '.jpg', '.jpeg'),
  drawn('image/tiff', '.tif', '.tiff'),
  drawn('image/webp', '.webp'),
  drawn('image/bmp', '.bmp'),
  written(`${OPEN_XML}.wordprocessingml.document`, '.docx', '.docm', '.dotx'),
  written(`${OPEN_XML}.presentationml.presentation`, '.pptx', '.pptm', '.ppsx', '.potx'),
  written(`${OPEN_XML}.spreadsheetml.sheet`, '.xlsx', '.xlsm', '.xltx'),
  written('text/html', '.html', '.htm', '.xhtml'),
  written('text/markdown', '.md', '.markdown'),
  written('text/csv', '.csv'),
  written('text/tab-separated-values', '.tsv', '.tab'),
  written('text/plain', '.txt', '.text'),
  written('application/epub+zip', '.epub'),
  converted(`${OPEN_DOCUMENT}.text`, '.odt'),
  converted(`${OPEN_DOCUMENT}.spreadsheet`, '.ods'),
  converted(`${OPEN_DOCUMENT}.presentation`, '.odp'),
  converted('application/msword', '.doc', '.dot'),
  converted('application/vnd.ms-excel', '.xls'),
  converted('application/vnd.ms-powerpoint', '.ppt', '.pps'),
  converted('application/rtf', '.rtf'),
]

/** Whether the pages of a file of this kind can be drawn. */
export function hasPageImages(mediaType: string): boolean {
  return INPUT_KINDS.find(kind => kind.mediaType === mediaType)?.hasPageImages ?? true
}

/** All extensions by which files that can become a job are known, with the leading dot. */
export const INPUT_EXTENSIONS: readonly string[] = INPUT_KINDS.flatMap(({ extensions }) => extensions)

/** Whether a file of this name is of a kind that is converted first. */
export function isConvertedFirst(name: string): boolean {
  const lower = name.toLowerCase()
  return INPUT_KINDS.some(
    kind => kind.isConverted && kind.extensions.some(extension => lower.endsWith(extension)),
  )
}
