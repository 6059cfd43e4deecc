import type { StoredPicture } from '../../core/ports/shrink-picture.ts'
import type { BlockSource } from './file-access.ts'

const CONTENT = '1000 0 0 1000 0 0 cm /I Do'

/** A PDF of one page that a stored picture fills. The picture's own bytes are read from its file where they are needed. */
export function pdfAroundPicture(picture: StoredPicture): BlockSource {
  const codedBytes = picture.pieces.reduce((sum, { length }) => sum + length, 0)
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 1000 1000]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>',
    `<</Length ${CONTENT.length}>>\nstream\n${CONTENT}\nendstream`,
    `<<${imageEntries(picture)}/Length ${codedBytes}>>\nstream\n`,
  ]
  let head = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const place = head.length
    head += `${index + 1} 0 obj\n${object}`
    if (index < objects.length - 1) head += '\nendobj\n'
    return place
  })
  const pictureEnd = '\nendstream\nendobj\n'
  const rows = places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const tail =
    `${pictureEnd}xref\n0 6\n0000000000 65535 f \n${rows}trailer\n<</Size 6/Root 1 0 R>>\n` +
    `startxref\n${head.length + codedBytes + pictureEnd.length}\n%%EOF\n`
  return joined([
    inMemory(head),
    ...picture.pieces.map(({ offset, length }) => ({
      length,
      fill: (block: Uint8Array, from: number) => picture.fill(block, offset + from),
    })),
    inMemory(tail),
  ])
}

function imageEntries({
  widthPx,
  heightPx,
  coding,
  channels,
  bitsPerSample,
  palette,
}: StoredPicture): string {
  const device = channels === 1 ? '/DeviceGray' : '/DeviceRGB'
  const colours = palette
    ? `[/Indexed/DeviceRGB ${palette.length / 3 - 1}<${Buffer.from(palette).toString('hex')}>]`
    : device
  const rows = `/Predictor 15/Colors ${channels}/BitsPerComponent ${bitsPerSample}/Columns ${widthPx}`
  const filter = coding === 'jpeg' ? '/DCTDecode' : `/FlateDecode/DecodeParms<<${rows}>>`
  const size = `/Width ${widthPx}/Height ${heightPx}/BitsPerComponent ${bitsPerSample}`
  return `/Type/XObject/Subtype/Image${size}/ColorSpace${colours}/Filter${filter}`
}

interface Part {
  readonly length: number
  /** Tells how many bytes there were. */
  fill(block: Uint8Array, from: number): number
}

function inMemory(text: string): Part {
  const bytes = Buffer.from(text, 'latin1')
  return { length: bytes.length, fill: (block, from) => bytes.copy(block, 0, from) }
}

function joined(parts: readonly Part[]): BlockSource {
  return {
    sizeBytes: parts.reduce((sum, { length }) => sum + length, 0),
    fill(block, position) {
      let done = 0
      let start = 0
      for (const { length, fill } of parts) {
        const from = position + done - start
        if (done < block.length && from < length)
          done += fill(block.subarray(done, done + length - from), from)
        start += length
      }
      return done === block.length
    },
  }
}
