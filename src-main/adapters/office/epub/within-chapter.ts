import path from 'node:path/posix'
import type { Attributes, HtmlEvents } from '../html/html-events.ts'
import { nameWithin } from './name-within.ts'

const HAS_SCHEME = /^\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})/i
const PICTURES: Readonly<Record<string, readonly string[]>> = {
  img: ['src'],
  image: ['xlink:href', 'href'],
}

/** Events of a chapter whose addresses and ids are those of the whole book: pictures by their names in the archive. */
export function withinChapter(chapter: string, events: HtmlEvents): HtmlEvents {
  const folder = path.dirname(chapter)
  const whole = (name: string, attributes: Attributes): Attributes => {
    if (attributes.size === 0) return attributes
    const changed = new Map(attributes)
    const id = attributes.get('id')
    if (id !== undefined) changed.set('id', `${chapter}~${id}`)
    const href = attributes.get('href')
    if (name === 'a' && href?.includes('#') && !HAS_SCHEME.test(href))
      changed.set('href', inBook(chapter, href))
    for (const attribute of PICTURES[name] ?? []) {
      const address = attributes.get(attribute)
      if (address !== undefined && !HAS_SCHEME.test(address))
        changed.set(attribute, nameWithin(folder, address) ?? '')
    }
    return changed
  }
  return { ...events, open: (name, attributes) => events.open(name, whole(name, attributes)) }
}

/** A place in another chapter, or in this one, as the ids of the whole book have it. */
function inBook(chapter: string, href: string): string {
  const [file = '', id = ''] = href.split('#')
  const target = file === '' ? chapter : nameWithin(path.dirname(chapter), file)
  return `#${target}~${id}`
}
