import { expect, test } from 'vitest'
import { ProblemError } from '../../../core/problem-error.ts'
import { parseXml } from './parse-xml.ts'
import { childElement, childElements, descendants, textWithin } from './xml-element.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const STRICT_W = 'http://purl.oclc.org/ooxml/wordprocessingml/main'
const MC = 'http://schemas.openxmlformats.org/markup-compatibility/2006'
const WPS = 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'

function codeOf(source: string | Uint8Array): string {
  try {
    parseXml(source)
  } catch (error) {
    return error instanceof ProblemError ? error.code : String(error)
  }
  return 'no problem'
}

test('names bear the usual prefix whatever prefix the file uses', () => {
  const usual = parseXml(`<w:p xmlns:w="${W}" w:x="1" y="2"><w:r/></w:p>`)
  const unusual = parseXml(`<p xmlns="${STRICT_W}" xmlns:q="${STRICT_W}" q:x="1" y="2"><q:r/></p>`)

  expect(usual.name).toBe('w:p')
  expect({ ...usual.attributes }).toEqual({ 'w:x': '1', y: '2' })
  expect(unusual).toEqual(usual)
})

test('elements are found by name and by path, texts are joined', () => {
  const root = parseXml('<a><b><c>one</c></b><b><c>two &amp; <![CDATA[<three>]]></c></b></a>')

  expect(childElements(root, 'b')).toHaveLength(2)
  expect(textWithin(childElement(root, 'b', 'c'))).toBe('one')
  expect(descendants(root, 'c').map(textWithin)).toEqual(['one', 'two & <three>'])
  expect(textWithin(root)).toBe('onetwo & <three>')
})

test('of alternatives, the first that is understood is kept', () => {
  const alternatives = (prefix: string) => `<w:r xmlns:w="${W}" xmlns:mc="${MC}" xmlns:wps="${WPS}"
    xmlns:new="urn:not-known"><mc:AlternateContent><mc:Choice Requires="${prefix}"><w:t>choice</w:t></mc:Choice>
    <mc:Fallback><w:t>fallback</w:t></mc:Fallback></mc:AlternateContent></w:r>`

  expect(textWithin(parseXml(alternatives('wps'))).trim()).toBe('choice')
  expect(textWithin(parseXml(alternatives('wps new'))).trim()).toBe('fallback')
})

test('any document type is refused, with entities that grow, that lead outside, or with none', () => {
  expect(codeOf('<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>')).toBe('damaged-file')
  expect(codeOf('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toBe('damaged-file')
  expect(codeOf('<!DOCTYPE a [<!ENTITY % b SYSTEM "http://example.org/">%b;]><a/>')).toBe('damaged-file')
  expect(codeOf('<!DOCTYPE a><a/>')).toBe('damaged-file')
  expect(codeOf('<a>&unknown;</a>')).toBe('damaged-file')
})

test('what is not well-formed is damaged', () => {
  for (const source of ['', ' ', 'text', '<a>', '<a></b>', '<a b="1" b="2"/>', '<a/><b/>', '<x:a/>'])
    expect(codeOf(source), source).toBe('damaged-file')
})

test('elements may nest deep, but not without end', () => {
  const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)

  expect(codeOf(nested(500))).toBe('no problem')
  expect(codeOf(nested(100_000))).toBe('damaged-file')
})

test('bytes are read by their byte order mark', () => {
  const bytes = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from('<a>ä</a>', 'utf16le').swap16()])

  expect(textWithin(parseXml(bytes))).toBe('ä')
})

test('an attribute may be named like a part of an object', () => {
  const { attributes } = parseXml('<a constructor="1" __proto__="2"/>')

  expect(Object.entries(attributes)).toEqual([
    ['constructor', '1'],
    ['__proto__', '2'],
  ])
  expect(attributes.toString).toBeUndefined()
})
