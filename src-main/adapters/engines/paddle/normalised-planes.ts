/** Mean and deviation of ImageNet, on which the convolutional models were trained. */
const MEAN = [0.485, 0.456, 0.406] as const
const DEVIATION = [0.229, 0.224, 0.225] as const

/** Three equal colour planes of a grey image of 0 to 255, normalised as ImageNet models want them. */
export function normalisedPlanes(grey: Float32Array): Float32Array {
  const planes = new Float32Array(3 * grey.length)
  MEAN.forEach((mean, channel) => {
    const deviation = DEVIATION[channel] ?? 1
    const factor = 1 / 255 / deviation
    const shift = mean / deviation
    const offset = channel * grey.length
    for (let i = 0; i < grey.length; i++) planes[offset + i] = (grey[i] ?? 0) * factor - shift
  })
  return planes
}
