import type { AppParts } from './app-parts.ts'
import { pageSource } from './page-source.ts'
import type { UseCases } from './use-cases.ts'

/** Page images are drawn as JPEG. */
const MEDIA_TYPE = 'image/jpeg'

/** Draws the page upright as it was read, and keeps the image beside the result. */
export function pageImage(
  parts: Pick<AppParts, 'jobs' | 'pages' | 'files' | 'folders' | 'inspector'>,
): UseCases['pageImage'] {
  return async (jobId, number, sidePx) => {
    const source = await pageSource(parts, jobId, number)
    const rotation = (await parts.files.readPage(jobId, number))?.rotation ?? 0
    const name = `page-${String(number).padStart(6, '0')}-${sidePx}-${rotation}.jpg`
    const path = await parts.files.keepImage(jobId, name, async outputPath => {
      await parts.inspector.render(source, { outputPath, rotation, maxSidePx: sidePx })
    })
    const sizeBytes = (await parts.files.sizeOf(jobId, `images/${name}`)) ?? 0
    return { path, mediaType: MEDIA_TYPE, fileName: name, sizeBytes }
  }
}
