import { useSelection } from './selection-store.ts'
import { useUploads } from './uploads-store.ts'

/** The samples in the order in which they are offered. */
const NAMES = ['letter', 'paper', 'receipt', 'minutes'] as const
export type SampleName = (typeof NAMES)[number]

interface Sample {
  readonly name: SampleName
  readonly fileName: string
  readonly url: string
}

const ADDRESSES = import.meta.glob<string>('../../resources/samples/*.{pdf,png,jpg,docx}', {
  query: '?url',
  import: 'default',
  eager: true,
})

/** The documents that come along with the program. */
export const SAMPLES: readonly Sample[] = NAMES.flatMap(name => {
  const found = Object.entries(ADDRESSES).find(([path]) => path.includes(name))
  return found ? [{ name, fileName: found[0].slice(found[0].lastIndexOf('/') + 1), url: found[1] }] : []
})

/** Puts a sample into the queue. */
export async function takeSample(name: SampleName): Promise<void> {
  const sample = SAMPLES.find(each => each.name === name)
  if (!sample) return
  const bytes = await (await fetch(sample.url)).blob()
  useSelection.getState().showTab('quick-process')
  useUploads.getState().add([new File([bytes], sample.fileName)])
}
