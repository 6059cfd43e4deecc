import { expect, test } from 'vitest'
import { tidyDescription } from './tidy-description.ts'

test('a description stays, what its program added goes', () => {
  expect(tidyDescription('A  bridge\nat night')).toBe('A bridge at night')
  expect(tidyDescription('A duck\n\nDescription automatically generated with low confidence')).toBe('A duck')
  expect(tidyDescription('A duck AI-generated content may be incorrect.')).toBe('A duck')
})

test("a file's name describes nothing", () => {
  expect(tidyDescription('image-1.PNG')).toBe('')
  expect(tidyDescription('The file logo.png')).toBe('The file logo.png')
})
