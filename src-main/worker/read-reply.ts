import type { Page, Region } from '../../src-shared/contract/page.ts'
import type { PageSource, ReplyVerdict, ServedReply } from '../../src-shared/contract/worker-wire.ts'
import type { EncodeFigure } from '../core/ports/encode-figure.ts'
import type { ReadServedReply } from '../core/ports/read-served-reply.ts'
import type { WriteFigure } from '../core/ports/write-figure.ts'
import { cutFigures } from '../core/recognition/stages/figures/cut-figures.ts'
import type { OpenFiles } from './open-files.ts'

interface ReplyParts {
  readonly files: OpenFiles
  readonly readServedReply: ReadServedReply
  readonly encodeFigure: EncodeFigure
  readonly writeFigure: WriteFigure
}

interface ReplyToPage {
  readonly source: PageSource
  /** As it was drawn. */
  readonly page: Page
  readonly reply: ServedReply
}

/** Understands a reply and cuts the pictures that it has found out of the page. */
export async function readReply(parts: ReplyParts, call: ReplyToPage): Promise<ReplyVerdict> {
  const verdict = parts.readServedReply(call.page, call.reply)
  if (verdict.kind === 'useless') return verdict
  const regions = await withFigures(parts, call.source, verdict.page)
  return { ...verdict, page: { ...verdict.page, regions: [...regions] } }
}

async function withFigures(
  { files, encodeFigure, writeFigure }: ReplyParts,
  source: PageSource,
  page: Page,
): Promise<readonly Region[]> {
  const { imagesDir } = source
  const { regions, widthPx, heightPx, rotation } = page
  const pictures = regions.filter(region => region.category === 'figure' && isPlaced(region, page))
  if (imagesDir === undefined || pictures.length === 0) return regions
  const document = await files.open(source)
  const opened = document.openPage(source.pageInDocument)
  try {
    const cut = await cutFigures(pictures, {
      ...{ page: opened, source, encodeFigure, widthPx, heightPx, rotation },
      keepFigure: image => writeFigure(imagesDir, image),
    })
    const withFile = new Map(pictures.map((region, index) => [region, cut[index] ?? region]))
    return regions.map(region => withFile.get(region) ?? region)
  } finally {
    opened.close()
  }
}

/** A picture whose place the model did not tell has the whole page for its place. */
const isPlaced = ({ box }: Region, { widthPx, heightPx }: Page): boolean =>
  box.left > 0 || box.top > 0 || box.right < widthPx || box.bottom < heightPx
