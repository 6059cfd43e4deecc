/** Each grey as the models want it, by the mean and deviation of a colour in ImageNet, on which they were trained. */
const tableOf = (mean: number, deviation: number): Float32Array =>
  Float32Array.from({ length: 256 }, (_, grey) => (grey / 255 - mean) / deviation)

const TABLES = [tableOf(0.485, 0.229), tableOf(0.456, 0.224), tableOf(0.406, 0.225)] as const

/** So many pixels are normalised at a time. */
const STRETCH = 4096

/** Three equal colour planes of grey pixels, normalised as ImageNet models want them; written to `planes` where that is given. */
export function normalisedPlanes(
  grey: Uint8Array,
  planes: Float32Array = new Float32Array(3 * grey.length),
): Float32Array {
  for (let from = 0; from < grey.length; from += STRETCH)
    normalise(grey.subarray(from, from + STRETCH), planes.subarray(from), grey.length)
  return planes
}

/** Fills a stretch of each plane. */
function normalise(grey: Uint8Array, planes: Float32Array, size: number): void {
  const [red, green, blue] = TABLES
  for (let i = 0; i < grey.length; i++) {
    const value = grey[i] ?? 0
    planes[i] = red[value] ?? 0
    planes[size + i] = green[value] ?? 0
    planes[2 * size + i] = blue[value] ?? 0
  }
}
