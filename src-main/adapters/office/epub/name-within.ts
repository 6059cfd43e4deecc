import path from 'node:path/posix'

/** The name in the archive to which an address leads that stands in this folder; undefined where it leads out of it. */
export function nameWithin(folder: string, address: string): string | undefined {
  const [place = ''] = address.split(/[#?]/)
  const name = path.normalize(path.join(folder, decoded(place)))
  return name.startsWith('../') || name === '..' || path.isAbsolute(name) ? undefined : name
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}
