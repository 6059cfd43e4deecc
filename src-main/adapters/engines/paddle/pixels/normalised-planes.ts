/** Mean and deviation of ImageNet, on which the convolutional models were trained. */
const CHANNELS = [
  { mean: 0.485, deviation: 0.229 },
  { mean: 0.456, deviation: 0.224 },
  { mean: 0.406, deviation: 0.225 },
] as const

const TABLES = CHANNELS.map(({ mean, deviation }) =>
  Float32Array.from({ length: 256 }, (_, grey) => (grey / 255 - mean) / deviation),
)

/** Three equal colour planes of grey pixels, normalised as ImageNet models want them; written to the start of `room` where that is given. */
export function normalisedPlanes(grey: Uint8Array, room?: Float32Array): Float32Array {
  const planes = room?.subarray(0, 3 * grey.length) ?? new Float32Array(3 * grey.length)
  for (const [channel, table] of TABLES.entries()) {
    const plane = planes.subarray(channel * grey.length, (channel + 1) * grey.length)
    for (let i = 0; i < grey.length; i++) plane[i] = table[grey[i] ?? 0] ?? 0
  }
  return planes
}
