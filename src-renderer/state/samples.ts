import { useSelection } from './selection-store.ts'
import { useUploads } from './uploads-store.ts'

export type SampleName = 'letter' | 'paper' | 'receipt'

interface Sample {
  readonly name: SampleName
  readonly fileName: string
  readonly url: string
}

const ADDRESSES = import.meta.glob<string>('../../resources/samples/*.{pdf,png,jpg}', {
  query: '?url',
  import: 'default',
  eager: true,
})

/** The documents that come along with the program. */
export const SAMPLES: readonly Sample[] = Object.entries(ADDRESSES).flatMap(([path, url]) => {
  const fileName = path.slice(path.lastIndexOf('/') + 1)
  const name = (['letter', 'paper', 'receipt'] as const).find(each => fileName.includes(each))
  return name ? [{ name, fileName, url }] : []
})

/** Puts a sample into the queue. */
export async function takeSample(name: SampleName): Promise<void> {
  const sample = SAMPLES.find(each => each.name === name)
  if (!sample) return
  const bytes = await (await fetch(sample.url)).blob()
  useSelection.getState().showTab('quick-process')
  useUploads.getState().add([new File([bytes], sample.fileName)])
}
