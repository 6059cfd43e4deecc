import { type Ground as Colour, groundAt, isHiddenOn } from '../../core/recognition/images/look-at-tile.ts'
import { imageKindOf, OBJECT_TYPE } from './page-objects.ts'
import type { PdfPageHandle } from './pdf-page-handle.ts'
import type { Pointer } from './pdfium-exports.ts'
import type { PdfiumLibrary } from './pdfium-library.ts'

/** The colours of a page show among its first objects; more are letters drawn one by one, or a map. */
const MOST_OBJECTS = 20_000
/** A page of more colours has a shading drawn in steps. */
const MOST_COLOURS = 64
const DEEPEST_FORM = 4
const PAPER = groundAt(255, 255, 255)
/** Pictures of three channels have as many bits to the pixel. */
const COLOUR_BITS = 24

/** Whether a page has colours that would be lost on each other if it were drawn in grey, or coloured pictures. */
export function mayHidePrint({ library, handle }: PdfPageHandle): boolean {
  const { call } = library
  const colours = new Map<number, Colour>([[0xff_ff_ff, PAPER]])
  const roots = Array.from(
    { length: Math.min(MOST_OBJECTS, call.FPDFPage_CountObjects(handle)) },
    (_, index) => call.FPDFPage_GetObject(handle, index),
  )
  let left = MOST_OBJECTS
  for (const object of leavesOf(library, roots, 0)) {
    if (left-- === 0 || colours.size > MOST_COLOURS) return false
    if (call.FPDFPageObj_GetType(object) === OBJECT_TYPE.image) {
      if ((imageKindOf(library, object, handle)?.bitsPerPixel ?? 0) >= COLOUR_BITS) return true
      continue
    }
    const colour = colourOf(library, object)
    if (!colour) continue
    const key = (colour.red << 16) | (colour.green << 8) | colour.blue
    if (colours.has(key)) continue
    for (const other of colours.values()) if (isHiddenOn(other, colour)) return true
    colours.set(key, colour)
  }
  return false
}

/** The objects themselves, and in place of forms what is in them. */
function* leavesOf(
  library: PdfiumLibrary,
  objects: readonly Pointer[],
  depth: number,
): Generator<Pointer, void> {
  const { call } = library
  for (const object of objects) {
    if (call.FPDFPageObj_GetType(object) !== OBJECT_TYPE.form) yield object
    else if (depth < DEEPEST_FORM) {
      const count = Math.min(MOST_OBJECTS, call.FPDFFormObj_CountObjects(object))
      const inner = Array.from({ length: count }, (_, index) => call.FPDFFormObj_GetObject(object, index))
      yield* leavesOf(library, inner, depth + 1)
    }
  }
}

/** What a path or text is filled with, else what it is stroked with, on white where it lets that through. */
function colourOf({ call, scratch, words }: PdfiumLibrary, object: Pointer): Colour | undefined {
  const isFilled =
    call.FPDFPath_GetDrawMode(object, scratch, scratch + 4) === 0 || (words()[scratch >> 2] ?? 0) !== 0
  const read = isFilled ? call.FPDFPageObj_GetFillColor : call.FPDFPageObj_GetStrokeColor
  if (read(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return undefined
  const [red = 0, green = 0, blue = 0, alpha = 255] = words().subarray(scratch >> 2, (scratch >> 2) + 4)
  const onPaper = (channel: number) => Math.round(255 + ((channel - 255) * alpha) / 255)
  return groundAt(onPaper(red), onPaper(green), onPaper(blue))
}
