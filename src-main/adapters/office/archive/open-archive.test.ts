import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ProblemError } from '../../../core/problem-error.ts'
import { type Archive, openArchive } from './open-archive.ts'
import { type ZipPart, zipOf, zipOfParts } from './zip-fixture.ts'

const MIB = 1024 * 1024
const folder = mkdtempSync(path.join(tmpdir(), 'pageloom-archive-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function fileOf(bytes: Uint8Array): string {
  const file = path.join(folder, 'file.zip')
  writeFileSync(file, bytes)
  return file
}

async function codeOf(action: () => Promise<unknown>): Promise<string> {
  try {
    await action()
  } catch (error) {
    return error instanceof ProblemError ? error.code : String(error)
  }
  return 'no problem'
}

const refusal = (bytes: Uint8Array) => codeOf(() => openArchive(fileOf(bytes)))

async function withArchive<T>(bytes: Uint8Array, look: (archive: Archive) => Promise<T>): Promise<T> {
  const archive = await openArchive(fileOf(bytes))
  try {
    return await look(archive)
  } finally {
    archive.close()
  }
}

const part = (name: string, rest: Partial<ZipPart> = {}): ZipPart => ({
  name,
  bytes: Buffer.from(`contents of ${name}`),
  ...rest,
})

test('parts are listed and read by name, folders are not parts', async () => {
  const bytes = zipOf({ 'word/': '', 'word/document.xml': '<a>ä</a>', 'empty.txt': '' })

  await withArchive(bytes, async archive => {
    expect(archive.names).toEqual(['word/document.xml', 'empty.txt'])
    expect(await archive.text('word/document.xml')).toBe('<a>ä</a>')
    expect(await archive.text('Word/Document.XML')).toBe('<a>ä</a>')
    expect(await archive.read('empty.txt')).toEqual(new Uint8Array(0))
    expect(await archive.read('absent')).toBeUndefined()
    expect(archive.sizeOf('word/document.xml')).toBe(9)
  })
})

test('a part can be read piece by piece', async () => {
  const bytes = Buffer.alloc(3 * MIB, 'abcdefg')

  await withArchive(zipOf({ long: bytes }), async archive => {
    const pieces: Uint8Array[] = []
    for await (const piece of archive.pieces('long')) pieces.push(piece)

    expect(pieces.length).toBeGreaterThan(1)
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
  })
})

test('text is decoded by byte order mark and by declaration', async () => {
  const parts = {
    utf16: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<a>ä</a>', 'utf16le')]),
    latin1: Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>ä</a>', 'latin1'),
    marked: Buffer.from('\ufeff<a>ä</a>'),
  }

  await withArchive(zipOf(parts), async archive => {
    expect(await archive.text('utf16')).toBe('<a>ä</a>')
    expect(await archive.text('latin1')).toContain('<a>ä</a>')
    expect(await archive.text('marked')).toBe('<a>ä</a>')
  })
})

test('a small file may repeat itself more than a hundred times', async () => {
  const bytes = Buffer.alloc(20 * MIB, ' ')

  expect(await withArchive(zipOf({ spaces: bytes }), async archive => archive.sizeOf('spaces'))).toBe(
    20 * MIB,
  )
})

test('what unpacks to a hundred times its size is refused from 50 MB on', async () => {
  expect(await refusal(zipOf({ zeros: Buffer.alloc(60 * MIB) }))).toBe('archive-bomb')
})

test('what says that it unpacks to more than 512 MB is refused, whatever its ratio', async () => {
  const claims = { uncompressedSize: 300 * MIB }
  const bulk = { bytes: Buffer.alloc(8 * MIB, 'x'), isStored: false }

  expect(await refusal(zipOfParts([part('a', { ...bulk, claims }), part('b', { ...bulk, claims })]))).toBe(
    'archive-bomb',
  )
})

test('a part that is larger than it says ends as damaged before it has grown', async () => {
  const lying = part('lying', { bytes: Buffer.alloc(40 * MIB), claims: { uncompressedSize: 100 } })

  expect(await withArchive(zipOfParts([lying]), archive => codeOf(() => archive.read('lying')))).toBe(
    'damaged-file',
  )
})

test('a part that is smaller than it says, or another than was packed, is damaged', async () => {
  const small = part('small', { claims: { uncompressedSize: 100 } })
  const other = part('other', { claims: { crc32: 1 } })

  await withArchive(zipOfParts([small, other]), async archive => {
    expect(await codeOf(() => archive.read('small'))).toBe('damaged-file')
    expect(await codeOf(() => archive.read('other'))).toBe('damaged-file')
  })
})

test('parts that share bytes are refused, as in bombs that grow by the square', async () => {
  const kernel = part('0', { bytes: Buffer.alloc(MIB) })
  const others = Array.from({ length: 40 }, (_, index) => part(`${index + 1}`, { claims: { offset: 0 } }))

  expect(await refusal(zipOfParts([kernel, ...others]))).toBe('damaged-file')
})

test('two parts of one name are refused', async () => {
  expect(await refusal(zipOfParts([part('a.xml'), part('a.xml')]))).toBe('damaged-file')
})

test('names that lead out of the archive are refused', async () => {
  for (const name of ['/etc/passwd', '../up', 'word/../../up', 'C:/windows', '..\\up'])
    expect(await refusal(zipOfParts([part(name)])), name).toBe('damaged-file')
})

test('encrypted parts are refused', async () => {
  expect(await refusal(zipOfParts([part('secret', { claims: { flags: 1 } })]))).toBe('damaged-file')
})

test('more than ten thousand parts are refused', async () => {
  const parts = Array.from({ length: 10_001 }, (_, index) => part(`${index}`, { isStored: true }))

  expect(await refusal(zipOfParts(parts))).toBe('archive-bomb')
})

test('a million parts are refused before they are read', async () => {
  const end = Buffer.alloc(98)
  end.write('PK\x06\x06', 'latin1')
  end.writeBigUInt64LE(44n, 4)
  end.writeBigUInt64LE(1_000_000n, 32)
  end.write('PK\x06\x07', 56, 'latin1')
  end.writeUInt32LE(1, 72)
  end.write('PK\x05\x06', 76, 'latin1')
  end.fill(0xff, 84, 96)

  expect(await refusal(end)).toBe('archive-bomb')
})

test('a file that was cut off, or is no archive, is damaged at every length', async () => {
  const whole = zipOf({ 'a.xml': '<a/>', 'b.xml': '<b/>' })

  for (let length = 0; length < whole.length; length += 7)
    expect(await refusal(whole.subarray(0, length)), `${length} bytes`).toBe('damaged-file')
  expect(await refusal(Buffer.from('no archive at all'))).toBe('damaged-file')
})

test('a directory that was tampered with never does more than fail', async () => {
  const whole = zipOf({ 'a.xml': '<a/>', 'b.xml': '<b/>' })

  for (let index = 0; index < whole.length; index++) {
    const bytes = Buffer.from(whole)
    bytes[index] = 0xff
    const code = await codeOf(() =>
      withArchive(bytes, async archive => {
        for (const name of archive.names) await archive.read(name)
      }),
    )
    expect(['no problem', 'damaged-file', 'archive-bomb'], `byte ${index}: ${code}`).toContain(code)
  }
})

test('an archive within an archive stays a part like any other', async () => {
  const inner = zipOf({ zeros: Buffer.alloc(60 * MIB) })

  expect(await withArchive(zipOf({ 'inner.zip': inner }), async archive => archive.names)).toEqual([
    'inner.zip',
  ])
})
