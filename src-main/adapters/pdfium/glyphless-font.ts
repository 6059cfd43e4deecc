/** An em has so many units; every glyph is half an em wide. */
const UNITS_PER_EM = 1000
const ADVANCE = 500
const ASCENT = 800
const DESCENT = -200
const GLYPHS = 2
const NAME = 'PageloomGlyphless'
/** 1904 is where TrueType's time begins: the same font each time. */
const NO_TIME = 0n

/** How wide a glyph of the font is, in ems. */
export const GLYPH_WIDTH = ADVANCE / UNITS_PER_EM

/** Two points without an area: nothing to draw, yet readers know how high a character is when it is selected. */
const OUTLINE = Buffer.concat([
  words(1, 0, DESCENT, ADVANCE, ASCENT, 1, 0),
  Buffer.from([1, 1]),
  words(0, ADVANCE, DESCENT, ASCENT - DESCENT),
])

/** A TrueType font whose glyphs are empty: text set in it is there to be found and copied, not to be seen. */
export function glyphlessFont(): Buffer {
  const tables: readonly (readonly [name: string, content: Buffer])[] = [
    ['OS/2', os2()],
    ['cmap', cmap()],
    ['glyf', OUTLINE],
    ['head', head()],
    ['hhea', hhea()],
    ['hmtx', words(...Array.from({ length: GLYPHS }, () => [ADVANCE, 0]).flat())],
    ['loca', words(0, 0, OUTLINE.length / 2)],
    ['maxp', maxp()],
    ['name', name()],
    ['post', Buffer.concat([longs(0x00030000, 0, 0, 1, 0, 0, 0, 0)])],
  ]
  return assemble(tables)
}

function assemble(tables: readonly (readonly [name: string, content: Buffer])[]): Buffer {
  const count = tables.length
  const power = 2 ** Math.floor(Math.log2(count))
  const directory = [longs(0x00010000), words(count, power * 16, Math.log2(power), (count - power) * 16)]
  const bodies: Buffer[] = []
  let offset = 12 + count * 16
  for (const [tag, content] of tables) {
    const body = Buffer.concat([content, Buffer.alloc(-content.length & 3)])
    directory.push(Buffer.from(tag, 'latin1'), longs(checksum(body), offset, content.length))
    bodies.push(body)
    offset += body.length
  }
  return Buffer.concat([...directory, ...bodies])
}

function checksum(body: Buffer): number {
  let sum = 0
  for (let at = 0; at < body.length; at += 4) sum = (sum + body.readUInt32BE(at)) >>> 0
  return sum
}

function head(): Buffer {
  const times = Buffer.alloc(16)
  times.writeBigInt64BE(NO_TIME, 0)
  return Buffer.concat([
    longs(0x00010000, 0x00010000, 0, 0x5f0f3cf5),
    words(0x0003, UNITS_PER_EM),
    times,
    words(0, DESCENT, ADVANCE, ASCENT, 0, 8, 2, 0, 0),
  ])
}

const hhea = (): Buffer =>
  Buffer.concat([
    longs(0x00010000),
    words(ASCENT, DESCENT, 0, ADVANCE, 0, 0, ADVANCE, 1, 0, 0, 0, 0, 0, 0, 0, GLYPHS),
  ])

const maxp = (): Buffer =>
  Buffer.concat([longs(0x00010000), words(GLYPHS, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)])

/** One empty mapping: characters are found by their codes alone. */
const cmap = (): Buffer =>
  Buffer.concat([words(0, 1, 3, 1), longs(12), words(4, 24, 0, 2, 2, 0, 0, 0xffff, 0, 0xffff, 1, 0)])

function name(): Buffer {
  const ids = [1, 4, 6]
  const text = Buffer.from(NAME, 'utf16le').swap16()
  const rows = ids.map(id => words(3, 1, 0x0409, id, text.length, 0))
  return Buffer.concat([words(0, ids.length, 6 + rows.length * 12), ...rows, text])
}

const os2 = (): Buffer =>
  Buffer.concat([
    words(3, ADVANCE, 400, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    Buffer.alloc(10),
    longs(0, 0, 0, 0),
    Buffer.from('PGLM', 'latin1'),
    words(0x0040, 0, 0xffff, ASCENT, DESCENT, 0, ASCENT, -DESCENT),
    longs(0, 0),
    words(0, 0, 0, 0, 0),
  ])

function words(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2)
  for (const [at, value] of values.entries()) buffer.writeUInt16BE(value & 0xffff, at * 2)
  return buffer
}

function longs(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4)
  for (const [at, value] of values.entries()) buffer.writeUInt32BE(value >>> 0, at * 4)
  return buffer
}
