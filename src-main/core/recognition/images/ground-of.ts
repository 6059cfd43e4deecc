import type { GreyImage } from '../../ports/document-reader.ts'

/** The grey that most of the page has. */
export function groundOf({ pixels }: GreyImage): number {
  const counts = new Uint32Array(256)
  const step = Math.max(1, Math.floor(pixels.length / 50_000))
  for (let i = 0; i < pixels.length; i += step) {
    const grey = pixels[i] ?? 0
    counts[grey] = (counts[grey] ?? 0) + 1
  }
  return counts.indexOf(Math.max(...counts))
}
