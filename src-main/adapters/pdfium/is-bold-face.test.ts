import { describe, expect, test } from 'vitest'
import { isBoldFace } from './is-bold-face.ts'

const FORCE_BOLD = 1 << 18

describe('a face', () => {
  test.each(['Times-Bold', 'ABCDEE-Semibold', 'CMBX10', 'NimbusRomNo9L-Medi', 'Arial,Bold'])(
    '%s is bold by its name',
    name => expect(isBoldFace(name, 400, 0)).toBe(true),
  )

  test.each(['Times-Roman', 'Helvetica', 'Courier-Oblique', 'Garamond-Book', 'SourceSans-Regular'])(
    '%s is plain however heavy its file says it is',
    name => expect(isBoldFace(name, 700, FORCE_BOLD)).toBe(false),
  )

  test('whose name tells nothing is as heavy as its file says', () => {
    expect(isBoldFace('AdvPS6F01', 700, 0)).toBe(true)
    expect(isBoldFace('AdvPS6F01', 400, FORCE_BOLD)).toBe(true)
    expect(isBoldFace('AdvPS6F00', 400, 0)).toBe(false)
  })
})
