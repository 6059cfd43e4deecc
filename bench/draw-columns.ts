import path from 'node:path'
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas'
import { pdfOf, stream } from '../src-main/adapters/pdfium/pdf-fixture.ts'

/** A drawn page and the texts of its blocks in the order in which they are read. */
export interface ColumnPage {
  readonly pdf: Buffer
  readonly blocks: readonly string[]
  readonly kind: string
}

const PAGE = { width: 612, height: 792, margin: 50 } as const
const FONT_FILE = 'node_modules/pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf'
const WORDS = `harbour morning crates narrow number letters church roofs garden patience spring valley farms
owner cattle river bridge market people winter summer measure account between without because several others
under rather common small great first second water stone field paper house method result figure value change
around before after which their about would could never often always little during against through small
reason system matter answer system section growth pressure surface light colour energy motion weight train
school office window table sample region column margin header reading order cost model network signal noise`
  .split(/\s+/)
  .filter(word => word !== '')

/** Pages of two and three columns with floats, headings over the columns, footnotes and side bars: the same ones each time. */
export function drawColumnPages(count: number): ColumnPage[] {
  GlobalFonts.registerFromPath(path.resolve(FONT_FILE), 'Bench Sans')
  const context = createCanvas(10, 10).getContext('2d')
  return Array.from({ length: count }, (_, index) => drawOne(index, context))
}

interface Pen {
  readonly random: () => number
  readonly context: SKRSContext2D
  readonly content: string[]
  readonly blocks: string[]
  readonly sizePt: number
}

interface Column {
  readonly x: number
  readonly width: number
  y: number
  readonly bottom: number
}

function drawOne(index: number, context: SKRSContext2D): ColumnPage {
  const random = randomOf(index + 1)
  const pen: Pen = { random, context, content: [], blocks: [], sizePt: 8.5 + Math.floor(random() * 4) * 0.5 }
  const columns = index % 2 === 0 ? 2 : 3
  const has = (share: number) => random() < share
  const middle = has(0.5)
  // Beside two bands of columns, nobody can say when a side bar is read.
  const traits = { title: has(0.6), bar: columns === 2 && !middle && has(0.5), middle, notes: has(0.5) }
  let top: number = PAGE.margin
  const foot = PAGE.height - PAGE.margin
  const barWidth = traits.bar ? 110 : 0
  const width = PAGE.width - 2 * PAGE.margin - (traits.bar ? barWidth + 18 : 0)
  if (traits.title) top = overColumns(pen, { x: PAGE.margin, width, y: top, bottom: foot }, 17) + 14
  const bands = traits.middle ? [top + (foot - top) * (0.35 + random() * 0.2), foot] : [foot]
  const gutter = 13 + random() * 12
  for (const [at, bottom] of bands.entries()) {
    if (at > 0) top = between(pen, { x: PAGE.margin, width, y: top, bottom: foot })
    const each = (width - gutter * (columns - 1)) / columns
    for (let column = 0; column < columns; column++) {
      const x = PAGE.margin + column * (each + gutter)
      const hasNotes = traits.notes && at === bands.length - 1 && random() < 0.6
      fillColumn(pen, { x, width: each, y: top, bottom }, hasNotes)
    }
    top = bottom + 10
  }
  if (traits.bar)
    sideBar(pen, { x: PAGE.width - PAGE.margin - barWidth, width: barWidth, y: 120, bottom: 420 })
  const kind = [`${columns} columns`, ...Object.entries(traits).flatMap(([name, is]) => (is ? [name] : []))]
  return { pdf: pdfWith(pen.content.join('\n')), blocks: pen.blocks, kind: kind.join(', ') }
}

/** A heading, and at times a large figure with its caption, over all columns. Gives where it ends. */
function between(pen: Pen, column: Column): number {
  const place = { ...column }
  if (pen.random() < 0.5) {
    figure(pen, place, 60 + pen.random() * 50)
    return place.y + 8
  }
  return overColumns(pen, place, 13) + 8
}

function overColumns(pen: Pen, column: Column, sizePt: number): number {
  const place = { ...column }
  write(pen, place, {
    text: sentence(pen, 5 + Math.floor(pen.random() * 4)).slice(0, -1),
    sizePt,
    isBold: true,
  })
  return place.y
}

/** Paragraphs, headings and figures down to the column's end, footnotes under them. */
function fillColumn(pen: Pen, column: Column, hasNotes: boolean): void {
  const noteLines = hasNotes ? 2 + Math.floor(pen.random() * 2) : 0
  const noteSize = pen.sizePt * 0.82
  const bottom = column.bottom - noteLines * noteSize * 1.2 - (hasNotes ? 16 : 0)
  const place = { ...column, bottom }
  if (pen.random() < 0.25) figure(pen, place, 50 + pen.random() * 60)
  while (place.y + 2.5 * pen.sizePt < bottom) {
    const dice = pen.random()
    if (dice < 0.14 && place.y + 6 * pen.sizePt < bottom) {
      place.y += pen.sizePt * 0.7
      write(pen, place, { text: sentence(pen, 3).slice(0, -1), sizePt: pen.sizePt * 1.15, isBold: true })
      place.y += pen.sizePt * 0.3
    } else if (dice < 0.22 && place.y + 120 < bottom) figure(pen, place, 50 + pen.random() * 40)
    else
      write(pen, place, {
        text: sentence(pen, 20 + Math.floor(pen.random() * 40)),
        sizePt: pen.sizePt,
        isBold: false,
      })
    place.y += pen.sizePt * 0.5
  }
  if (!hasNotes) return
  const notes = { ...column, y: bottom + 12 }
  pen.content.push(
    `0.5 w ${column.x} ${PAGE.height - bottom - 8} m ${column.x + 50} ${PAGE.height - bottom - 8} l S`,
  )
  const text = `1 ${sentence(pen, Math.floor((noteLines * column.width) / (noteSize * 3.4)))}`
  write(pen, notes, { text, sizePt: noteSize, isBold: false })
}

function figure(pen: Pen, place: Column, height: number): void {
  if (place.y + height + 40 > place.bottom) return
  pen.content.push(`0.8 g ${place.x} ${PAGE.height - place.y - height} ${place.width} ${height} re f 0 g`)
  place.y += height + 6
  const text = `Figure ${1 + Math.floor(pen.random() * 9)}. ${sentence(pen, 8)}`
  write(pen, place, { text, sizePt: pen.sizePt * 0.9, isBold: false })
  place.y += pen.sizePt
}

function sideBar(pen: Pen, column: Column): void {
  pen.content.push(
    `0.93 g ${column.x - 6} ${PAGE.height - column.bottom - 6} ${column.width + 12} ${column.bottom - column.y + 12} re f 0 g`,
  )
  const place = { ...column, y: column.y + 4 }
  write(pen, place, { text: sentence(pen, 3).slice(0, -1), sizePt: 10, isBold: true })
  place.y += 6
  write(pen, place, { text: sentence(pen, 45), sizePt: 8.5, isBold: false })
}

interface Block {
  readonly text: string
  readonly sizePt: number
  readonly isBold: boolean
}

/** Sets a block line by line; what does not fit in the column is left away. */
function write({ context, content, blocks }: Pen, place: Column, { text, sizePt, isBold }: Block): void {
  context.font = `${sizePt}px "Bench Sans"`
  const room = place.width / (isBold ? 1.09 : 1.01)
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && context.measureText(longer).width <= room) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  const fitting = lines.slice(0, Math.max(1, Math.floor((place.bottom - place.y) / (sizePt * 1.2))))
  for (const line of fitting) {
    place.y += sizePt * 1.2
    content.push(
      `BT /${isBold ? 'F2' : 'F1'} ${sizePt} Tf ${place.x} ${(PAGE.height - place.y + sizePt * 0.2).toFixed(2)} Td (${line}) Tj ET`,
    )
  }
  blocks.push(fitting.join(' '))
}

function sentence({ random }: Pen, words: number): string {
  const text = Array.from({ length: words }, () => WORDS[Math.floor(random() * WORDS.length)] ?? 'word').join(
    ' ',
  )
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}

function pdfWith(content: string): Buffer {
  const font = (name: string) => `<</Type/Font/Subtype/Type1/BaseFont/${name}/Encoding/WinAnsiEncoding>>`
  return pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${PAGE.width} ${PAGE.height}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>`,
    stream('', content),
    font('Helvetica'),
    font('Helvetica-Bold'),
  ])
}

/** Mulberry32: the same numbers on each machine. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
