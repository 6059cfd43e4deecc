import type { Archive } from './open-archive.ts'
import { parseXml } from './parse-xml.ts'
import { childElements } from './xml-element.ts'

/** Where a part of an office file leads to. */
export interface Relationship {
  readonly id: string
  /** The last word of its type: `image`, `hyperlink`, `slide`. */
  readonly type: string
  /** A part's name in the archive; an address where the target is outside. */
  readonly target: string
  readonly isExternal: boolean
}

/** The relationships of a part in the order of the file, none where it has none. The empty name stands for the whole file. */
export async function readRelationships(
  archive: Archive,
  partName: string,
): Promise<readonly Relationship[]> {
  const slash = partName.lastIndexOf('/') + 1
  const name = `${partName.slice(0, slash)}_rels/${partName.slice(slash)}.rels`
  const bytes = await archive.read(name)
  if (!bytes) return []
  return childElements(parseXml(bytes), 'Relationship').map(({ attributes }) => {
    const isExternal = attributes.TargetMode === 'External'
    const target = attributes.Target ?? ''
    return {
      id: attributes.Id ?? '',
      type: (attributes.Type ?? '').split('/').at(-1) ?? '',
      target: isExternal ? target : partNameOf(target, partName.slice(0, slash)),
      isExternal,
    }
  })
}

/** The part's name for a path relative to a folder of the archive. */
function partNameOf(target: string, folder: string): string {
  const steps: string[] = []
  for (const step of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return decoded(steps.join('/'))
}

/** Names of parts may be escaped as in addresses. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** The target of the first relationship of a type, where it is a part of the file. */
export const partOfType = (relationships: readonly Relationship[], type: string): string | undefined =>
  relationships.find(each => each.type === type && !each.isExternal)?.target
