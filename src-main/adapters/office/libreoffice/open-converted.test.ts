import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { ProblemError } from '../../../core/problem-error.ts'
import { zipOf } from '../archive/zip-fixture.ts'
import { xlsxOf } from '../xlsx/xlsx-fixture.ts'
import { fakeSoffice } from './fake-soffice-fixture.ts'
import { findSoffice } from './find-soffice.ts'
import { openConvertedBy } from './open-converted.ts'

const ROOT = mkdtempSync(path.join(tmpdir(), 'pageloom-soffice-'))
afterAll(() => rmSync(ROOT, { recursive: true, force: true, maxRetries: 5 }))
/** Programs made of shell, and process groups. */
const onUnix = test.skipIf(process.platform === 'win32')
const LONG = { timeout: 120_000 }

let folder = ROOT
beforeEach(() => {
  folder = mkdtempSync(path.join(ROOT, 'each-'))
})

interface Opening {
  readonly soffice: string | undefined
  readonly mediaType?: string
  readonly contents?: string | Uint8Array
  readonly timeoutMs?: number
}

/** The texts of the first page. */
async function read({
  soffice,
  mediaType = 'application/vnd.ms-excel',
  contents = 'old',
  timeoutMs = 60_000,
}: Opening) {
  const file = path.join(folder, 'input.bin')
  writeFileSync(file, contents)
  const open = openConvertedBy({ findProgram: () => soffice, cacheRoot: folder, timeoutMs })
  const document = await open({
    path: file,
    mediaType,
    password: null,
    preparePicture: async () => undefined,
  })
  try {
    const content = await document.openPage(1).readContent?.(1)
    expect(document.mediaType).toBe(mediaType)
    return content?.regions.map(({ text }) => text)
  } finally {
    document.close()
  }
}

async function problemOf(action: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await action()
  } catch (error) {
    if (error instanceof ProblemError) return [error.code, error.detail]
    throw error
  }
  return ['no problem']
}

/** A program whose answer is a workbook that says so. */
function workingSoffice(): string {
  const answer = path.join(folder, 'answer.xlsx')
  const xml = '<sheetData><row r="1"><c r="A1" t="str"><v>converted</v></c></row></sheetData>'
  writeFileSync(answer, xlsxOf({ sheets: [{ name: 'Sheet', xml }] }))
  return fakeSoffice(folder, `cp '${answer}' "$output"`)
}

const callsOf = () => readFileSync(path.join(folder, 'log'), 'utf8').trim().split('\n')
const cacheOf = () =>
  path.join(folder, readdirSync(folder).find(name => name.startsWith('pageloom-converted')) ?? '')

onUnix('a document is converted once, and read as what it was converted to', LONG, async () => {
  const soffice = workingSoffice()

  expect(await read({ soffice })).toEqual(['Sheet', 'converted'])
  expect(await read({ soffice })).toEqual(['Sheet', 'converted'])

  expect(callsOf()).toHaveLength(1)
  expect(callsOf()[0]).toMatch(
    /^-env:UserInstallation=file:\/\/.*--headless .*--convert-to xlsx .*document\.xls$/,
  )
})

onUnix('two that convert the same document at once both get it, and nothing else is left', LONG, async () => {
  const soffice = workingSoffice()

  const both = await Promise.all([read({ soffice }), read({ soffice })])

  expect(both).toEqual([
    ['Sheet', 'converted'],
    ['Sheet', 'converted'],
  ])
  expect(readdirSync(cacheOf())).toHaveLength(1)
})

onUnix('nobody else can look into the folder of converted documents', LONG, async () => {
  await read({ soffice: workingSoffice() })

  expect(statSync(cacheOf()).mode & 0o777).toBe(0o700)
})

onUnix('a folder that is open to others is not used', LONG, async () => {
  const soffice = workingSoffice()
  await read({ soffice })
  execFileSync('chmod', ['755', cacheOf()])

  expect((await problemOf(() => read({ soffice })))[0]).toBe('internal')
})

onUnix('what nobody has used for an hour is deleted', LONG, async () => {
  const soffice = workingSoffice()
  await read({ soffice })
  const [first = ''] = readdirSync(cacheOf())
  const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000)
  utimesSync(path.join(cacheOf(), first), longAgo, longAgo)
  mkdirSync(path.join(cacheOf(), 'left.work-over'))
  utimesSync(path.join(cacheOf(), 'left.work-over'), longAgo, longAgo)

  await read({ soffice, contents: 'another' })

  expect(readdirSync(cacheOf())).toHaveLength(1)
  expect(existsSync(path.join(cacheOf(), first))).toBe(false)
})

onUnix('a document that LibreOffice cannot read is damaged, and nothing of it stays', LONG, async () => {
  const soffice = fakeSoffice(folder, 'echo "Error: source file could not be loaded" >&2')

  expect(await problemOf(() => read({ soffice }))).toEqual([
    'damaged-file',
    'LibreOffice could not read it; it may be damaged or have a password',
  ])
  expect(readdirSync(cacheOf())).toEqual([])
})

/** Whether a process lives; one that has ended but was not yet fetched does not. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !/^State:\s*Z/m.test(existsSync(`/proc/${pid}`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '')
  } catch {
    return false
  }
}

const HANGING = 'sleep 600 &\necho $! > "$log.pid"\nwait'
const sleeper = () => Number(readFileSync(path.join(folder, 'log.pid'), 'utf8'))

onUnix('a program that hangs is ended with all that it started', LONG, async () => {
  const soffice = fakeSoffice(folder, HANGING)

  const [code, detail] = await problemOf(() => read({ soffice, timeoutMs: 1500 }))

  expect([code, detail]).toEqual(['damaged-file', 'LibreOffice took longer than 1.5 seconds to read it'])
  await vi.waitFor(() => expect(isAlive(sleeper())).toBe(false), { timeout: 30_000 })
  expect(readdirSync(cacheOf())).toEqual([])
})

onUnix('the program ends when the worker that started it is killed', LONG, async () => {
  const soffice = fakeSoffice(folder, HANGING)
  const code = `import { runBounded } from '${path.join(import.meta.dirname, 'run-bounded.ts')}'
    await runBounded({ program: '${soffice}', parameters: [], folder: '${folder}', environment: process.env, timeoutMs: 600000 })`
  const worker = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'ignore' })
  await vi.waitFor(() => expect(sleeper()).toBeGreaterThan(0), { timeout: 60_000 })
  expect(isAlive(sleeper())).toBe(true)

  worker.kill('SIGKILL')

  await vi.waitFor(() => expect(isAlive(sleeper())).toBe(false), { timeout: 30_000 })
})

test('without LibreOffice the refusal says so', async () => {
  expect(await problemOf(() => read({ soffice: undefined, mediaType: 'application/msword' }))).toEqual([
    'libreoffice-needed',
    'application/msword',
  ])
})

onUnix('the program is the one that is named, or else the first on the path', () => {
  const named = fakeSoffice(folder, '')
  const machine = (environment: Record<string, string>) => ({ platform: 'linux' as const, environment })

  expect(findSoffice(machine({ PAGELOOM_SOFFICE: named, PATH: '' }))).toBe(named)
  expect(findSoffice(machine({ PATH: `relative:/absent:${folder}` }))).toBe(named)
  expect(
    findSoffice(machine({ PAGELOOM_SOFFICE: path.join(folder, 'absent'), PATH: folder })),
  ).toBeUndefined()
})

const installed = findSoffice()

test.skipIf(installed === undefined)(
  'LibreOffice itself, where it is installed, converts RTF',
  LONG,
  async () => {
    const contents = String.raw`{\rtf1\ansi Plain {\b bold} text.\par Second paragraph.\par}`

    const texts = await read({
      soffice: installed,
      mediaType: 'application/rtf',
      contents,
      timeoutMs: 110_000,
    })

    expect(texts).toEqual(['Plain bold text.', 'Second paragraph.'])
  },
)

/** An OpenDocument text that shows a picture from this address. */
function odtWithPicture(address: string): Uint8Array {
  const urn = 'urn:oasis:names:tc:opendocument:xmlns'
  const names = `xmlns:office="${urn}:office:1.0" xmlns:text="${urn}:text:1.0" xmlns:draw="${urn}:drawing:1.0"
    xmlns:svg="${urn}:svg-compatible:1.0" xmlns:manifest="${urn}:manifest:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"`
  const picture = `<draw:frame svg:width="3cm" svg:height="3cm" text:anchor-type="as-char"><draw:image xlink:href="${address}"/></draw:frame>`
  return zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content ${names} office:version="1.2"><office:body><office:text>
      <text:p>Hello${picture}</text:p></office:text></office:body></office:document-content>`,
    'META-INF/manifest.xml': `<manifest:manifest ${names}>
      <manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>
      <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
  })
}

test.skipIf(installed === undefined)(
  'LibreOffice, where it is installed, fetches nothing that a document shows from elsewhere',
  LONG,
  async () => {
    const requests: string[] = []
    const server = createServer((request, response) => {
      requests.push(request.url ?? '')
      response.end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined

    const texts = await read({
      ...{ soffice: installed, mediaType: 'application/vnd.oasis.opendocument.text', timeoutMs: 110_000 },
      contents: odtWithPicture(`http://127.0.0.1:${port}/picture.png`),
    })
    server.close()

    expect(texts).toContain('Hello')
    expect(requests).toEqual([])
  },
)
