import { describe, expect, it } from 'vitest'
import { isByline } from './is-byline.ts'

describe('a byline', () => {
  it.each([
    'Patrick N.J. Lanea,c,* , Alice E. Bestb,c,d , Klaus Hickelb,c, Lu Zhangb,c',
    'N Hirschhorn',
    'By Mary Shelley and Ludwig van Beethoven',
    'John Q. Public1, Jane Doe2, PhD',
  ])('is made of names: %s', text => {
    expect(isByline(text)).toBe(true)
  })

  it.each([
    'Corporate social responsibility',
    'Appendix A',
    'Methods and Materials',
    'Research, Development and Innovation',
    '3.1 Soxhlet extraction',
    'Early Years',
  ])('is no other heading: %s', text => {
    expect(isByline(text)).toBe(false)
  })
})
