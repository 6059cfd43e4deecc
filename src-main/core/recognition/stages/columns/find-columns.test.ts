import { describe, expect, it } from 'vitest'
import type { Line } from '../../../../../src-shared/contract/page.ts'
import { lineAt } from '../line-fixture.ts'
import { findColumns } from './find-columns.ts'
import { placeLines } from './place-lines.ts'

/** Running text of so many lines, each 400 wide, 24 pixels apart. */
const column = (name: string, [left, top]: readonly [number, number], count: number): Line[] =>
  Array.from({ length: count }, (_, row) =>
    lineAt([left, top + 24 * row], `${name}${row} with some words that run to the end`.slice(0, 40)),
  )

/** The first words of the lines in the order in which they are read. */
const orderOf = (lines: readonly Line[]) =>
  findColumns(placeLines(lines, 0))
    .flat()
    .map(({ line }) => line.words[0]?.text)

const names = (...lists: readonly Line[][]) => lists.flat().map(line => line.words[0]?.text)

describe('findColumns', () => {
  it('reads down each column below and above a heading that is shorter than a column', () => {
    const [left, right] = [column('a', [0, 0], 8), column('b', [450, 10], 8)]
    const heading = [lineAt([0, 240], 'Farms of the north', 34)]
    const [left2, right2] = [column('c', [0, 310], 8), column('d', [450, 310], 8)]

    expect(orderOf([...left, ...right, ...heading, ...left2, ...right2])).toEqual(
      names(left, right, heading, left2, right2),
    )
  })

  it('believes a scanned heading in type that is little larger where all columns leave room above it', () => {
    const [left, right] = [column('a', [0, 0], 8), column('b', [450, 10], 8)]
    const heading = [lineAt([0, 260], 'Farms north', 24)]
    const [left2, right2] = [column('c', [0, 310], 8), column('d', [450, 310], 8)]
    const withFace = (lines: readonly Line[]) => lines.map(line => ({ ...line, isBold: false }))
    const lines = [...left, ...right, ...heading, ...left2, ...right2]

    expect(orderOf(lines)).toEqual(names(left, right, heading, left2, right2))
    expect(orderOf(withFace(lines))).toEqual(names(left, heading, left2, right, right2))
  })

  it('parts three columns at a heading over two of them', () => {
    const above = [0, 450, 900].map((left, at) => column('abc'[at] ?? '', [left, 0], 7))
    const heading = [lineAt([0, 200], 'A heading that is set over the first two columns of three')]
    const below = [0, 450, 900].map((left, at) => column('def'[at] ?? '', [left, 250], 7))

    expect(orderOf([...above.flat(), ...heading, ...below.flat()])).toEqual(
      names(...above, heading, ...below),
    )
  })

  it('parts columns at the caption of a figure over both', () => {
    const [left, right] = [column('a', [0, 0], 6), column('b', [450, 0], 6)]
    const caption = [lineAt([0, 360], 'Figure 3. The farms of the valley')]
    const [left2, right2] = [column('c', [0, 420], 6), column('d', [450, 420], 6)]

    expect(orderOf([...left, ...right, ...caption, ...left2, ...right2])).toEqual(
      names(left, right, caption, left2, right2),
    )
  })

  it('does not part columns at the caption of a figure in one of them', () => {
    const left = [...column('a', [0, 0], 5), lineAt([0, 320], 'Figure 3. Farms'), ...column('c', [0, 370], 5)]
    const right = column('b', [450, 0], 20)

    expect(orderOf([...left, ...right])).toEqual(names(left, right))
  })

  it('reads a column that goes on below a figure before the side bar', () => {
    const left = [...column('a', [0, 0], 12), ...column('c', [0, 400], 8)]
    const bar = column('b', [450, 60], 6)

    expect(orderOf([...left, ...bar])).toEqual(names(left, bar))
  })

  it('reads on below a caption with room under it, before the next column', () => {
    const left = [...column('a', [0, 0], 9), lineAt([0, 240], 'Figure 3. Farms'), ...column('c', [0, 300], 3)]
    const right = column('b', [450, 0], 8)

    expect(orderOf([...left, ...right])).toEqual(names(left, right))
  })

  it('parts short lines at another distance from the text beside them where a text layer tells their places', () => {
    const known = (lines: readonly Line[]) => lines.map(line => ({ ...line, isBold: false }))
    const rows = (name: string, [left, step]: readonly [number, number], rest: string) =>
      known(Array.from({ length: 12 }, (_, row) => lineAt([left, step * row], `${name}${row} ${rest}`, 24)))
    const notes = rows('n', [0, 26], 'Quay 7')
    const text = rows('a', [140, 20], 'with some words that run to the end')

    expect(orderOf([...notes, ...text])).toEqual(names(notes, text))
  })

  it('reads the heads, addresses and dates above a letter from level to level', () => {
    const wide = (name: string, top: number) =>
      lineAt(
        [0, top],
        `${name} runs on over the whole width of the letter, from margin to margin, as text does`,
      )
    const letterhead = [
      lineAt([0, 0], 'Holloway & Finch', 30),
      ...['Makers since 1911', 'Quayside Lane 14', 'office@finch.example'].map((text, row) =>
        lineAt([600, 24 * row], text),
      ),
    ]
    const address = ['Eleanor Brandt', 'Harbour Observatory', 'Lighthouse Road 3'].map((text, row) =>
      lineAt([0, 160 + 26 * row], text),
    )
    const date = [lineAt([700, 300], '12 March 2024')]
    const rest = [lineAt([0, 360], 'Repair'), lineAt([0, 420], 'Dear'), wide('We', 470), wide('and', 496)]
    const letter = [...letterhead, ...address, ...date, ...rest]

    expect(orderOf(letter)).toEqual(names(letter))
  })

  it('keeps the last line of a paragraph above the columns with that paragraph', () => {
    const abstract = [0, 26].map(top =>
      lineAt(
        [20, top],
        `top${top} of an abstract that runs over both columns of the page, as wide as they are`,
      ),
    )
    const last = lineAt([20, 52], 'last few words')
    const [left, right] = [column('a', [0, 102], 8), column('b', [450, 102], 8)]
    const blocks = findColumns(placeLines([...abstract, last, ...left, ...right], 0))

    expect(blocks.map(block => block.map(({ line }) => line.words[0]?.text))).toEqual([
      ['top0', 'top26', 'last'],
      names(left),
      names(right),
    ])
  })
})
