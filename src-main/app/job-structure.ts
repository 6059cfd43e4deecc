import { hasPageImages } from '../../src-shared/contract/input-kinds.ts'
import type { Job } from '../../src-shared/contract/job.ts'
import type { Page } from '../../src-shared/contract/page.ts'
import type { OpenFile } from '../core/ports/job-files.ts'
import { parseStructure, type Structure, structureMarker } from '../core/structure/document-structure.ts'
import { findStructure } from '../core/structure/find-structure.ts'
import { type PageFacts, pageFacts } from '../core/structure/page-facts.ts'
import type { AppParts } from './app-parts.ts'

/** Gives a page what only all pages of its document together tell. */
export type MarkPage = (page: Page) => Page

type StructureParts = Pick<AppParts, 'files' | 'pages'>

/** Finds what all pages of a job tell together; those of which the facts are not known are read, one after the other. */
export async function readStructure(
  { files, pages }: StructureParts,
  job: Job,
  known: ReadonlyMap<number, PageFacts> = new Map(),
): Promise<Structure> {
  const facts: PageFacts[] = []
  // Documents without a look say themselves what they consist of.
  const drawn = new Set(job.documents.filter(each => hasPageImages(each.mediaType)).map(each => each.number))
  for (const { number, state, documentNumber } of await pages.list(job.id)) {
    if (!drawn.has(documentNumber)) continue
    if (state !== 'recognised') continue
    const atHand = known.get(number)
    const page = atHand ? undefined : await files.readPage(job.id, number)
    if (atHand) facts.push(atHand)
    else if (page) facts.push(pageFacts(page))
  }
  return findStructure(facts)
}

/**
 * A function that tells how the pages of a job are marked: a completed job's from its file, or from its pages where it
 * has no such file; of other jobs pages stay as they are. What was found last is kept.
 */
export function markersOfJobs(parts: StructureParts): (job: Job) => Promise<MarkPage> {
  let kept: { readonly key: string; readonly mark: MarkPage } | undefined
  return async job => {
    if (job.state !== 'completed') return page => page
    const key = `${job.id} ${job.finishedAt}`
    if (kept?.key === key) return kept.mark
    const file = await parts.files.read(job.id, 'structure.json')
    const stored = file && parseStructure(await textOf(file))
    const mark = structureMarker(stored ?? (await readStructure(parts, job)))
    kept = { key, mark }
    return mark
  }
}

async function textOf({ body }: OpenFile): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of body) text += decoder.decode(bytes, { stream: true })
  return text + decoder.decode()
}
