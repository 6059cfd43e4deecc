import type { Region } from '../../../../src-shared/contract/page.ts'
import type { OpenDocument, PageContent } from '../../../core/ports/document-reader.ts'
import type { PreparePicture } from '../../../core/ports/prepare-picture.ts'
import { documentOfPages, NOMINAL_PAGE } from '../document-of-pages.ts'
import { pageFigures } from '../page-figures.ts'
import { bytesOfDataUrl } from './bytes-of-data-url.ts'
import { cutPages } from './cut-pages.ts'
import type { FlowBlock, FlowRegion, PictureSource } from './flow-block.ts'

export interface Flow {
  readonly mediaType: string
  readonly blocks: Iterable<FlowBlock>
  readonly preparePicture: PreparePicture
  /** A picture that lies inside the document, by the name that the document gives it. */
  readonly readPicture?: (source: string) => Promise<Uint8Array | undefined>
  /** What a reader of the first page should know. */
  readonly notices?: readonly string[]
  readonly close?: () => void
}

/** A document that flows, cut into pages of nominal size. */
export function openFlow(flow: Flow): OpenDocument {
  const cut = cutPages(flow.blocks)
  const pages = cut.length === 0 ? [[]] : cut
  const notices = flow.notices ?? []
  return documentOfPages({
    mediaType: flow.mediaType,
    pages: pages.map((regions, index) => ({
      ...NOMINAL_PAGE,
      readContent: number => contentOf(flow, { number, regions, notices: index === 0 ? notices : [] }),
    })),
    ...(flow.close ? { close: flow.close } : {}),
  })
}

interface FlowPage {
  readonly number: number
  readonly regions: readonly FlowRegion[]
  readonly notices: readonly string[]
}

/** No place: the region is somewhere on its page. */
const NOWHERE = { left: 0, top: 0, right: 0, bottom: 0 }

async function contentOf(flow: Flow, page: FlowPage): Promise<PageContent> {
  const figures = pageFigures(page.number, flow.preparePicture)
  const regions: Region[] = []
  let unfetched = 0
  for (const { picture, ...rest } of page.regions) {
    const region = { ...rest, box: NOWHERE, lines: [] }
    if (!picture) {
      regions.push(region)
      continue
    }
    const bytes = await bytesOf(flow, picture)
    if (!bytes) unfetched += 1
    const figure = bytes && (await figures.add(bytes, picture.alternativeText))
    if (figure) regions.push({ ...region, figure })
    else if (picture.alternativeText !== '') regions.push({ ...region, text: picture.alternativeText })
  }
  return {
    regions,
    images: figures.images,
    notices: [...page.notices, ...figures.notices(), ...(unfetched > 0 ? [unfetchedWords(unfetched)] : [])],
  }
}

async function bytesOf({ readPicture }: Flow, { source }: PictureSource): Promise<Uint8Array | undefined> {
  if (/^data:/i.test(source)) return bytesOfDataUrl(source)
  // Whatever else has a scheme, or names a host, lies elsewhere and is never fetched.
  if (/^\s*([a-z][a-z0-9+.-]*:|[/\\]{2})/i.test(source)) return undefined
  return readPicture?.(source)
}

const unfetchedWords = (count: number): string =>
  count === 1
    ? 'One picture was left out: it is not in the file, and nothing is fetched from elsewhere.'
    : `${count} pictures were left out: they are not in the file, and nothing is fetched from elsewhere.`
