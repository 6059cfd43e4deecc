import { describe, expect, it } from 'vitest'
import { listMarker } from './list-marker.ts'

describe('listMarker', () => {
  it.each(['• item', '– item', '- item', '* item'])('knows the bullet of %j', text => {
    expect(listMarker(text)?.isOrdered).toBe(false)
  })

  it.each(['1. item', '12) item', '(3) item', 'a) item', 'iv. item'])('knows the number of %j', text => {
    expect(listMarker(text)?.isOrdered).toBe(true)
  })

  it.each(['item', '-item', '1914 was', '3.5 metres', '1.', 'Mr. Smith', '-'])('finds none in %j', text => {
    expect(listMarker(text)).toBeUndefined()
  })
})
