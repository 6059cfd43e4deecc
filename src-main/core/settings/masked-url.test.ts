import { expect, test } from 'vitest'
import { maskedUrl } from './masked-url.ts'

test.each([
  ['redis://localhost:6379/0', 'redis://localhost:6379/0'],
  ['redis://:s3cret@cache.lan:6379/0', 'redis://***@cache.lan:6379/0'],
  ['rediss://user:s3:c@ret@cache.lan', 'rediss://***@cache.lan'],
  ['redis://cache.lan?password=s3cret', 'redis://cache.lan'],
  ['unix:///run/redis.sock', 'unix:///run/redis.sock'],
])('%s is shown as %s', (url, shown) => {
  expect(maskedUrl(url)).toBe(shown)
})
