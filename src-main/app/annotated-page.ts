import { LIMITS } from '../../src-shared/contract/limits.ts'
import type { Page } from '../../src-shared/contract/page.ts'
import type { PageFrames } from '../../src-shared/contract/worker-wire.ts'
import { scaleBox } from '../core/job/scale-box.ts'
import type { AppParts } from './app-parts.ts'
import { pageSource } from './page-source.ts'
import { readPage } from './read-page.ts'
import type { UseCases } from './use-cases.ts'

/** Draws the page with a frame around each region. */
export function annotatedPage(
  parts: Pick<AppParts, 'jobs' | 'pages' | 'files' | 'folders' | 'inspector' | 'census' | 'staging'>,
): UseCases['annotatedPage'] {
  return async (jobId, number, dpi) => {
    const page = await readPage(parts)(jobId, number)
    const source = await pageSource(parts, jobId, number)
    const overlay = overlayOf(page, dpi)
    const maxSidePx = Math.max(overlay.widthPx, overlay.heightPx, SMALLEST_SIDE_PX)
    return parts.staging.passOn('.png', async outputPath => {
      await parts.inspector.render(source, { outputPath, rotation: page.rotation, maxSidePx, overlay })
    })
  }
}

const SMALLEST_SIDE_PX = 16

/** The page's regions at a resolution, or at a lower one where the image would be too large to draw. */
function overlayOf({ widthPx, heightPx, dpi: pageDpi, regions }: Page, dpi: number): PageFrames {
  const scale = Math.min(
    dpi / pageDpi,
    LIMITS.renderSidePx / Math.max(widthPx, heightPx),
    Math.sqrt(LIMITS.renderPixels / (widthPx * heightPx)),
  )
  return {
    widthPx: Math.max(1, Math.round(widthPx * scale)),
    heightPx: Math.max(1, Math.round(heightPx * scale)),
    frames: regions.map(({ box, category }) => ({ box: scaleBox(box, scale), category })),
  }
}
