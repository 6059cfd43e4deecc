import mammoth from 'mammoth'
import { ProblemError } from '../../../core/problem-error.ts'
import { openArchive } from '../archive/open-archive.ts'
import { openFlow } from '../flow/open-flow.ts'
import { htmlBlocks } from '../html/html-blocks.ts'
import { walkHtml } from '../html/walk-html.ts'
import type { OpenOffice } from '../open-office.ts'
import { COMMENT_STYLE, commentAuthors, commentsAsNotes } from './comments.ts'
import { docxFile } from './docx-file.ts'
import { headingStyles } from './heading-styles.ts'
import { NO_STYLES, paragraphStyles, STYLES_PART } from './paragraph-styles.ts'
import { CONTINUATION_STYLES } from './with-continuations.ts'

/** Opens a Word document. */
export const openDocx: OpenOffice = async ({ path, mediaType, preparePicture }) => {
  const archive = await openArchive(path)
  try {
    const file = docxFile(archive)
    const { html, pictures } = await convert(file)
    const noted = commentsAsNotes(html, await commentAuthors(archive))
    return openFlow({
      mediaType,
      preparePicture,
      blocks: htmlBlocks(events => walkHtml(noted, events)),
      // A picture that lies elsewhere is refused by Mammoth at this point.
      readPicture: source =>
        Promise.resolve(pictures[Number(source.slice(PICTURE_NAME.length))]?.()).catch(() => undefined),
      close: () => archive.close(),
    })
  } catch (error) {
    archive.close()
    throw damageOf(error)
  }
}

/** How pictures are called between Word's document and ours. */
const PICTURE_NAME = 'picture-'

type ReadPicture = () => Promise<Uint8Array>

async function convert(file: ReturnType<typeof docxFile>) {
  const pictures: ReadPicture[] = []
  const convertImage = mammoth.images.imgElement(async image => {
    pictures.push(() => image.readAsBuffer())
    return { src: `${PICTURE_NAME}${pictures.length - 1}` }
  })
  const styles = file.exists(STYLES_PART)
    ? paragraphStyles(String(await file.read(STYLES_PART, 'utf-8')))
    : NO_STYLES
  // An empty path sends Mammoth to `file`, which its types don't name: it reads our archive, and unpacks nothing itself.
  const input = { path: '', file }
  const { value: html } = await mammoth.convertToHtml(input, {
    convertImage,
    externalFileAccess: false,
    includeEmbeddedStyleMap: false,
    styleMap: [...CONTINUATION_STYLES, ...headingStyles(styles), ...STYLES, COMMENT_STYLE],
  })
  return { html, pictures }
}

/** Beside Mammoth's own. */
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='caption'] => figcaption:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
  "p[style-name='Preformatted Text'] => pre:separator('\\n')",
  "p[style-name='Source Code'] => pre:separator('\\n')",
  "p[style-name='macro'] => pre:separator('\\n')",
  "r[style-name='HTML Code'] => code",
  "br[type='page'] => hr.page-break",
  'strike => s',
]

function damageOf(error: unknown): unknown {
  if (error instanceof ProblemError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new ProblemError('damaged-file', reason.slice(0, 200), { cause: error })
}
