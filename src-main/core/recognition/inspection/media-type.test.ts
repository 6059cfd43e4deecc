import { expect, test } from 'vitest'
import { extensionOf, mediaTypeOf } from './media-type.ts'
import { nameUnsupportedKind } from './name-unsupported-kind.ts'

const bytes = (text: string) => Uint8Array.from(text, letter => letter.charCodeAt(0))
const bmp = `BM${'\0'.repeat(12)}\x28\0\0\0`

test.each([
  ['%PDF-1.7', 'application/pdf', '.pdf'],
  [`${'junk '.repeat(200)}%PDF-1.4`, 'application/pdf', '.pdf'],
  ['\x89PNG\r\n\x1a\n', 'image/png', '.png'],
  ['\xff\xd8\xff\xe0', 'image/jpeg', '.jpg'],
  ['II*\0', 'image/tiff', '.tif'],
  ['MM\0*', 'image/tiff', '.tif'],
  ['II+\0\x08\0', 'image/tiff', '.tif'],
  ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp', '.webp'],
  [bmp, 'image/bmp', '.bmp'],
])('a file that starts with %j is %s', (head, mediaType, extension) => {
  expect(mediaTypeOf(bytes(head))).toEqual({ mediaType, extension })
  expect(extensionOf(mediaType)).toBe(extension)
})

test.each([
  ['', 'of a kind that is not known'],
  [`${'x'.repeat(1024)}%PDF-1.4`, 'a text file'],
  ['BM is how this letter starts, dear friend', 'a text file'],
  ['\0\0\0\x18ftypheic', 'a HEIC photo'],
  ['\0\0\0\x18ftypavif', 'an AVIF image'],
  ['GIF89a', 'a GIF image'],
  ['\0\0\0\x0cjP  \r\n', 'a JPEG 2000 image'],
  ['<?xml version="1.0"?>\n<svg xmlns="x">', 'an SVG drawing'],
  ['<!DOCTYPE html><html>', 'a web page'],
  ['PK\x03\x04\x14\0\0\0\0\0[Content_Types].xml', 'an office document'],
  ['PK\x03\x04\x14\0\0\0\0\0cat.txt', 'a ZIP archive'],
  ['\x7fELF', 'a program'],
])('a file that starts with %j is not supported and named %s', (head, name) => {
  expect(mediaTypeOf(bytes(head))).toBeUndefined()
  expect(nameUnsupportedKind(bytes(head))).toBe(name)
})
