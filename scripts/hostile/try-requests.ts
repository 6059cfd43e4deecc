import { connect } from 'node:net'
import { performance } from 'node:perf_hooks'
import type { Product } from '../../bench/start-product.ts'
import type { Tried } from './tried.ts'

interface HostileRequest {
  readonly name: string
  readonly expected: string
  readonly headers: readonly string[]
  readonly body: Buffer
  /** Close the connection in the middle instead of waiting for a reply. */
  readonly isCutOff?: boolean
}

const BOUNDARY = 'hostile-boundary'
const FORM = `Content-Type: multipart/form-data; boundary=${BOUNDARY}`
const REPLY_TIMEOUT_MS = 20_000

/** Sends requests that no client would: cut off, ill-formed, huge. */
export async function tryRequests(product: Product, sample: Buffer): Promise<Tried[]> {
  const rows: Tried[] = []
  for (const request of [...brokenForms(sample), ...hostileNames(sample)]) {
    const from = performance.now()
    const reply = await send(product, request)
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(reply)?.[1] ?? 0) || null
    const code = /"code":"([a-z-]+)"/.exec(reply)?.[1]
    const isFine = request.isCutOff === true || (status !== null && status < 500)
    rows.push({
      name: request.name,
      expected: request.expected,
      status,
      outcome: code ?? (status === 202 ? `job ${/"id":"([^"]+)"/.exec(reply)?.[1] ?? '?'}` : '-'),
      words: /"detail":"((?:[^"\\]|\\.)*)"/.exec(reply)?.[1] ?? '',
      seconds: (performance.now() - from) / 1000,
      peakMb: 0,
      healthMs: 0,
      surprise: isFine ? '' : status === null ? 'no reply' : String(status),
    })
  }
  return rows
}

function brokenForms(sample: Buffer): HostileRequest[] {
  const whole = form([filePart('a.jpg', sample)])
  const many = Array.from({ length: 10_000 }, (_, index) => fieldPart(`f${index}`, 'x'))
  const cases: [string, string, readonly string[], Buffer][] = [
    ['no final boundary', '4xx', [FORM], whole.subarray(0, -(BOUNDARY.length + 8))],
    ['another boundary than named', '4xx', ['Content-Type: multipart/form-data; boundary=other'], whole],
    ['no boundary named', '4xx', ['Content-Type: multipart/form-data'], whole],
    ['empty body', '4xx', [FORM], Buffer.alloc(0)],
    ['JSON instead of a form', '4xx', ['Content-Type: application/json'], Buffer.from('{"file":"x"}')],
    ['no content type', '4xx', [], whole],
    ['text/plain', '4xx', ['Content-Type: text/plain'], whole],
    ['no file', '4xx no-file', [FORM], form([fieldPart('mode', 'fast')])],
    ['10,000 parts', '413', [FORM], form(many)],
    [
      'a part with a header of 100 kB',
      '4xx',
      [FORM],
      form([`Content-Disposition: form-data; name="file"; filename="${'n'.repeat(100_000)}"\r\n\r\n\0`]),
    ],
    ['field __proto__', '422', [FORM], form([fieldPart('__proto__', 'x'), filePart('a.jpg', sample)])],
    ['field constructor', '422', [FORM], form([fieldPart('constructor', 'x'), filePart('a.jpg', sample)])],
    ['mode of another kind', '422', [FORM], form([fieldPart('mode', '../../x'), filePart('a.jpg', sample)])],
    [
      'a field of 1 MB',
      '413',
      [FORM],
      form([fieldPart('prompt', 'p'.repeat(1_000_000)), filePart('a.jpg', sample)]),
    ],
    ['dpi 1e400', '422', [FORM], form([fieldPart('dpi', '1e400'), filePart('a.jpg', sample)])],
    [
      'pages 1-99999999999',
      '4xx',
      [FORM],
      form([fieldPart('pages', '1-99999999999'), filePart('a.jpg', sample)]),
    ],
    ['two lengths', '400', [FORM, 'Content-Length: 1'], whole],
    ['both length and chunks', '400', [FORM, 'Transfer-Encoding: chunked'], whole],
  ]
  const cutOff = {
    name: 'upload cut off half-way',
    expected: 'nothing is left',
    headers: [FORM],
    body: whole.subarray(0, whole.length / 2),
    isCutOff: true,
  }
  return [cutOff, ...cases.map(([name, expected, headers, body]) => ({ name, expected, headers, body }))]
}

/** File names as the bytes of a header, so that no client tidies them first. */
function hostileNames(sample: Buffer): HostileRequest[] {
  const names = [
    '../../../../etc/cron.d/x.jpg',
    '..\\..\\..\\windows\\x.jpg',
    '%2e%2e%2f%2e%2e%2fx.jpg',
    'a\0b.jpg',
    'a\rb.jpg',
    'a\u202Egpj.exe',
    `${'x'.repeat(251)}.jpg`,
    `${'x'.repeat(252)}.jpg`,
    `${'x'.repeat(5000)}.jpg`,
    `${'📄'.repeat(64)}.jpg`,
    'CON',
    'NUL.jpg',
    'COM1.pdf',
    '-rf',
    '--help.jpg',
    '.',
    '..',
    '...',
    ' ',
    '<script>alert(1)</script>.jpg',
    '"; rm -rf ~; echo ".jpg',
    '$(touch /tmp/x).jpg',
    'a\u0000\u0001\u0002\u001b[31m.jpg',
    '\ufeff.jpg',
    'a/b/c.jpg',
    'file:///etc/passwd',
  ]
  const named = names.map(name => ({
    name: `named ${JSON.stringify(name.length > 60 ? `${[...name].slice(0, 20).join('')}… (${Buffer.byteLength(name)} bytes)` : name)}`,
    expected: 'read like any other',
    headers: [FORM],
    body: form([filePart(name, sample)]),
  }))
  const invalid = Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="`),
    Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
    Buffer.from('.jpg"\r\n\r\n'),
    sample,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ])
  return [
    ...named,
    { name: 'named by invalid UTF-8', expected: 'read like any other', headers: [FORM], body: invalid },
  ]
}

function filePart(name: string, content: Buffer): Buffer {
  const quoted = name.replaceAll('"', '%22')
  return Buffer.concat([
    Buffer.from(
      `Content-Disposition: form-data; name="file"; filename="${quoted}"\r\nContent-Type: image/jpeg\r\n\r\n`,
    ),
    content,
  ])
}

const fieldPart = (name: string, value: string): string =>
  `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`

function form(parts: readonly (Buffer | string)[]): Buffer {
  const pieces = parts.flatMap(part => [
    Buffer.from(`--${BOUNDARY}\r\n`),
    Buffer.from(part),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

/** Resolves to the reply, or to nothing where none comes. */
function send({ url, key }: Product, { headers, body, isCutOff = false }: HostileRequest): Promise<string> {
  const { hostname, port } = new URL(url)
  const length = isCutOff ? body.length * 2 : body.length
  const lines = [
    'POST /api/v1/jobs HTTP/1.1',
    `Host: ${hostname}:${port}`,
    `X-API-Key: ${key}`,
    'Connection: close',
    `Content-Length: ${length}`,
    ...headers,
  ]
  return new Promise(resolve => {
    const socket = connect({ host: hostname, port: Number(port), timeout: REPLY_TIMEOUT_MS })
    const pieces: Buffer[] = []
    socket.on('data', piece => pieces.push(piece))
    socket.on('error', () => undefined)
    socket.on('timeout', () => socket.destroy())
    socket.on('close', () => resolve(Buffer.concat(pieces).toString('utf8')))
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    socket.write(body, () => {
      if (isCutOff) socket.destroy()
    })
  })
}
