import { describe, expect, test } from 'vitest'
import type { Line } from '../../../../../src-shared/contract/page.ts'
import { readBare } from './read-bare.ts'
import { straightening } from './straight-view.ts'
import { wordsOfLine } from './table-words.ts'

const UNIT = 20
const LETTER = 10
/** From row to row, and from line to line of a cell. */
const [ROW, LINE] = [60, 28]

/** A text whose words stand beside each other from a place on; ends there if it is a number. */
function textAt(text: string, x: number, y: number): Line {
  const isNumber = /^[\d.,%]+$/.test(text)
  let left = isNumber ? x - LETTER * text.length : x
  const words = text.split(' ').map(word => {
    const box = { left, right: left + LETTER * word.length, top: y, bottom: y + UNIT }
    left = box.right + 6
    return { text: word, confidence: 1, box }
  })
  const [first, last] = [words[0], words.at(-1)]
  const box = { left: first?.box.left ?? x, right: last?.box.right ?? x, top: y, bottom: y + UNIT }
  return { text, confidence: 1, box, words }
}

const read = (lines: readonly Line[]) =>
  readBare(
    lines.flatMap(line => wordsOfLine(line, straightening(0))),
    UNIT,
  )

const PLACES = [100, 500, 540, 760] as const
const rowAt = (y: number, texts: readonly string[], places: readonly number[] = PLACES) =>
  texts.flatMap((text, at) => (text === '' ? [] : [textAt(text, places[at] ?? 0, y)]))

const cellsOf = (lines: readonly Line[]) =>
  read(lines)[0]?.table?.cells.map(({ row, column, rowSpan, columnSpan, text }) => [
    `${row},${column}`,
    `${rowSpan}x${columnSpan}`,
    text,
  ])

describe('a table without rules', () => {
  const rows = [
    ['Harbour', '12.5', 'open', '31'],
    ['Basin', '4.2', '', '17'],
    ['Light', '38.0', 'closed', '52'],
    ['Market', '3.9', 'open', '8'],
  ]

  test('is found by its columns, cell by cell, with those that are empty', () => {
    const [table] = read(rows.flatMap((row, at) => rowAt(100 + ROW * at, row)))

    expect(table?.category).toBe('table')
    expect(table?.table?.cells.map(cell => cell.text)).toEqual(rows.flat())
  })

  test('parts columns that stand nearly as close as words, but no head over both', () => {
    const places = [100, 500, 511]
    const close = [
      ['Harbour', '12.5', 'open'],
      ['Basin of the mill', '4.2', 'closed'],
      ['Light', '38.0', 'open'],
      ['Market', '3.9', 'not yet'],
    ]
    const head = [textAt('Place', 100, 100), textAt('Depth 2005', 450, 100)]
    const rows = close.flatMap((row, at) => rowAt(160 + ROW * at, row, places))

    expect(cellsOf([...head, ...rows])).toEqual([
      ['0,0', '1x1', 'Place'],
      ['0,1', '1x2', 'Depth 2005'],
      ...close.flatMap((row, at) => row.map((text, column) => [`${at + 1},${column}`, '1x1', text])),
    ])
  })

  test('holds texts that are alone in the last rows, and what stands farther below does not belong to it', () => {
    const below = [textAt('Harbour and light', 100, 100 + 4 * ROW), textAt('Market', 100, 100 + 6 * ROW)]

    const cells = cellsOf([...rows.flatMap((row, at) => rowAt(100 + ROW * at, row)), ...below])

    expect(cells?.at(-1)).toEqual(['4,0', '1x4', 'Harbour and light'])
  })

  test('has heads over several columns, and such that are as high as two', () => {
    const heads = [textAt('Place', 100, 100), textAt('Depth in May', 450, 100), textAt('9', 760, 100)]
    const below = [textAt('Metres', 440, 100 + ROW), textAt('State', 540, 100 + ROW)]

    const cells = cellsOf([
      ...heads,
      ...below,
      ...rows.flatMap((row, at) => rowAt(100 + ROW * (at + 2), row)),
    ])

    expect(cells?.slice(0, 5)).toEqual([
      ['0,0', '2x1', 'Place'],
      ['0,1', '1x2', 'Depth in May'],
      ['0,3', '2x1', '9'],
      ['1,1', '1x1', 'Metres'],
      ['1,2', '1x1', 'State'],
    ])
  })

  test('keeps the lines of a cell together', () => {
    const lines = rows.flatMap((row, at) => rowAt(100 + ROW * at + (at > 1 ? LINE : 0), row))

    const cells = cellsOf([...lines, textAt('of the old town', 100, 100 + ROW + LINE)])

    expect(cells?.filter(([place]) => place === '1,0')).toEqual([['1,0', '1x1', 'Basin of the old town']])
    expect(cells).toHaveLength(16)
  })

  test('takes a text that stands alone in its row over all columns', () => {
    const lines = rows.flatMap((row, at) => rowAt(100 + ROW * (at > 1 ? at + 1 : at), row))

    const cells = cellsOf([...lines, textAt('Southern coast', 100, 100 + ROW * 2)])

    expect(cells?.filter(([place]) => place === '2,0')).toEqual([['2,0', '1x4', 'Southern coast']])
  })
})

describe('no table', () => {
  test('is a statement whose brackets open in one column and close in another', () => {
    const lines = ['a', 'b', 'c', 'd'].flatMap((name, at) =>
      rowAt(100 + ROW * at, [`${name} = f(x1`, 'yes', 'no', '5)']),
    )

    expect(read(lines)).toEqual([])
  })

  test('is a list whose lines begin with the same words', () => {
    const lines = ['Venables', 'Smith', 'Maechler', 'Ihaka'].flatMap((name, at) =>
      rowAt(100 + ROW * at, ['Copyright', 'C', '', name]),
    )

    expect(read(lines)).toEqual([])
  })

  test('are contents whose dots stand far apart', () => {
    const places = [100, 300, 350, 400, 450, 500, 550]
    const lines = ['Harbour', 'Basin', 'Light', 'Market'].flatMap((name, at) =>
      rowAt(100 + ROW * at, [name, '.', '.', '.', '.', '.', `${at}`], places),
    )

    expect(read(lines)).toEqual([])
  })

  test('are three columns of running text', () => {
    const words = ['when the ice had', 'left the inner basin', 'boats could lie', 'and sheets were']
    const lines = words.flatMap((text, at) => rowAt(100 + LINE * at, [text, text, text], [100, 360, 620]))

    expect(read(lines)).toEqual([])
  })

  test('is running text with gaps as wide as those of a table beside it', () => {
    const rests = ['estate', 'investments', 'requirements', 'primarily']
    const texts = rests.flatMap((first, at) => {
      const words = [first, 'in basins', 'of harbours', 'are made'].flatMap(
        (part, place) => textAt(part, 100 + 160 * place, 100 + LINE * at).words,
      )
      const text = words.map(word => word.text).join(' ')
      const box = { left: 100, right: 660, top: 100 + LINE * at, bottom: 120 + LINE * at }
      return [
        { text, confidence: 1, box, words },
        textAt(`${31 + at}`, 900, 100 + LINE * at),
        textAt(`${52 + at}`, 1000, 100 + LINE * at),
      ]
    })

    expect(read(texts)).toEqual([])
  })

  test('are contents with dots, lines of a program, and lists of two columns', () => {
    const places = [100, 200, 700]
    const contents = Array.from({ length: 6 }, (_, at) => [`${at}.1`, 'Harbours . . . . . .', `${at}`])
    const program = Array.from({ length: 6 }, (_, at) => [`x${at}`, '= [', 'f();'])
    const list = Array.from({ length: 6 }, (_, at) => [`name${at}`, 'Meaning of it'])

    for (const rows of [contents, program, list])
      expect(read(rows.flatMap((row, at) => rowAt(100 + ROW * at, row, places)))).toEqual([])
  })
})
