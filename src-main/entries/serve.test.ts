import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { newFolder, runProgram, sample } from './testing/run-program.ts'
import { type Served, startServe } from './testing/start-serve.ts'

/** Models take seconds to load; most of these need none. */
const IDLE = ['--workers', '0']
/** Real processes on a machine that may be busy. */
vi.setConfig({ testTimeout: 90_000 })

const open: Served[] = []
async function serve(...words: Parameters<typeof startServe>): Promise<Served> {
  const served = await startServe(...words)
  open.push(served)
  return served
}
afterEach(async () => {
  for (const served of open.splice(0)) await served.stop()
})

const fileOf = (name: string) => new Blob([readFileSync(sample(name))])
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8)

test('serve says where it is, keeps its secrets to its owner and ends within five seconds', async () => {
  const served = await serve(IDLE)
  const serverFile = path.join(served.dataDir, 'server.json')
  expect(JSON.parse(readFileSync(serverFile, 'utf8'))).toMatchObject({
    pid: served.program.child.pid,
    url: served.url,
    key: served.key,
  })
  expect([modeOf(serverFile), modeOf(path.join(served.dataDir, 'key'))]).toEqual(['600', '600'])
  expect(served.key).toHaveLength(43)
  expect(served.program.stdout()).not.toContain(served.key)

  const from = Date.now()
  expect(await served.stop()).toMatchObject({ code: 0, stderr: '' })
  expect(Date.now() - from).toBeLessThan(5000)
  expect(existsSync(serverFile)).toBe(false)

  const again = await serve(IDLE, { dataDir: served.dataDir })
  expect(again.key).toBe(served.key)
})

test('only loopback addresses are listened on', async () => {
  const served = await serve(IDLE)
  const listeners = ['/proc/net/tcp', '/proc/net/tcp6'].filter(existsSync).flatMap(table =>
    readFileSync(table, 'utf8')
      .split('\n')
      .map(row => row.trim().split(/\s+/))
      .filter(
        ([, local = '', , state]) =>
          state === '0A' && parseInt(local.split(':')[1] ?? '', 16) === served.port,
      )
      .map(([, local = '']) => local.split(':')[0]),
  )

  for (const address of listeners) expect(['0100007F', '00000000000000000000000001000000']).toContain(address)
})

test('a scan sent over HTTP becomes Markdown, JSON and text', async () => {
  const { client, atRest } = await serve()
  const { id } = await client.submitJob({
    files: [{ name: 'letter.pdf', bytes: fileOf('scanned-letter.pdf') }],
    fields: { mode: 'fast' },
  })

  expect(await atRest(id)).toMatchObject({ state: 'completed', pageCount: 2, failedPages: 0, origin: 'http' })
  expect(await (await client.getResult(id)).text()).toContain('Harbour Observatory')
  expect(await (await client.getResult(id, { format: 'txt', pages: '2' })).text()).not.toContain('Harbour')
  const page = await client.getPage(id, 1)
  expect(page.regions.flatMap(region => region.lines).length).toBeGreaterThan(10)
  for (const url of [client.pageImageUrl(id, 1, 400), client.documentFileUrl(id, 1)]) {
    const reply = await fetch(url, { headers: { 'x-api-key': served(0).key } })
    expect([reply.status, (await reply.arrayBuffer()).byteLength > 1000]).toEqual([200, true])
  }
})

const served = (at: number): Served => {
  const each = open[at]
  if (!each) throw new Error('no server is open')
  return each
}

test('the events of a job tell its pages and its end', async () => {
  const { client } = await serve()
  const seen: string[] = []
  const stop = new AbortController()
  const following = client.followEvents(
    { onEvent: event => void seen.push(event.kind === 'job-changed' ? event.job.state : event.kind) },
    { signal: stop.signal, after: 0 },
  )
  await client.submitJob({
    files: [{ name: 'r.jpg', bytes: fileOf('receipt.jpg') }],
    fields: { mode: 'fast' },
  })

  await expect.poll(() => seen, { timeout: 30_000 }).toContain('completed')
  expect(seen[0]).toBe('queued')
  expect(seen).toContain('page-changed')
  stop.abort()
  await following
})

test('a named port that is taken is an error, a further one only a notice', async () => {
  const blocker = createServer()
  await new Promise<void>(resolve => blocker.listen(0, '127.0.0.1', resolve))
  const address = blocker.address()
  const port = typeof address === 'object' && address ? address.port : 0

  const refused = await runProgram(['serve', '--port', String(port), '--data-dir', newFolder()])
  expect(refused.code).toBe(5)
  expect(refused.stderr).toContain('choose another with --port')

  const also = await serve([...IDLE, '--also-listen', String(port)])
  expect(also.program.stdout()).toContain(`Port ${port} is used by another program`)
  blocker.close()
})

test('older clients find the same server at further ports', async () => {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await new Promise(resolve => probe.close(resolve))

  const { key } = await serve([...IDLE, '--also-listen', String(port)])
  const reply = await fetch(`http://127.0.0.1:${port}/jobs`, { headers: { 'x-api-key': key } })
  expect([reply.status, await reply.json()]).toEqual([200, { jobs: [] }])
})

test('two servers never share a data folder; the second says who holds it', async () => {
  const { dataDir } = await serve(IDLE)
  const second = await runProgram(['serve', '--port', '0', '--data-dir', dataDir])

  expect(second.code).toBe(5)
  expect(second.stderr).toContain('Another Pageloom uses this data folder')
})

test('without a key only this machine is served', async () => {
  const refused = await runProgram([
    'serve',
    '--host',
    '0.0.0.0',
    '--port',
    '0',
    '--no-auth',
    '--data-dir',
    newFolder(),
  ])
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain('--no-auth')

  const { url } = await serve([...IDLE, '--no-auth'])
  expect((await fetch(`${url}/jobs`)).status).toBe(200)
})

test('on the network the addresses and the key are told, and the key is needed', async () => {
  const lan = await serve([...IDLE, '--host', '0.0.0.0'])

  expect(lan.program.stdout()).toContain(`Key: ${lan.key}`)
  expect(lan.url).toBe(`http://127.0.0.1:${lan.port}`)
  expect((await fetch(`${lan.url}/jobs`)).status).toBe(401)
})

test('the printed address lets a browser in once', async () => {
  const { program, url } = await serve(IDLE)
  const code = /#code=(\S+)/.exec(program.stdout())?.[1]
  const exchange = () =>
    fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ code }),
    })

  const page = await fetch(url)
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  const cookie = (await exchange()).headers.get('set-cookie')?.split(';')[0] ?? ''
  expect((await fetch(`${url}/api/v1/jobs`, { headers: { cookie } })).status).toBe(200)
  expect((await exchange()).status).toBe(401)
})

describe('hostile names', () => {
  let server: Served
  beforeAll(async () => {
    server = await startServe(IDLE)
  })
  afterAll(async () => {
    await server.stop()
  })

  test.each([
    '../../../../etc/passwd.jpg',
    '..\\..\\windows\\system32.jpg',
    '/etc/passwd',
    'C:\\boot.jpg',
    'file:///etc/passwd',
    '%2e%2e%2fetc%2fpasswd.jpg',
    'nul\0byte.jpg',
    'line\r\nX-Injected: yes.jpg',
    'right\u202Egpj.exe',
    'zero\u200Bwidth.jpg',
    `${'a'.repeat(251)}.jpg`,
    `${'b'.repeat(2000)}.jpg`,
    `${'📄'.repeat(64)}.jpg`,
    'CON',
    'aux.jpg',
    'trailing. ',
    'stream.jpg::$DATA',
    '....',
    '.',
    '-rf.jpg',
    '<img src=x onerror=alert(1)>.jpg',
    '__proto__',
    'e\u0301.jpg',
  ])('a file named %j is read like any other and stays inside its job', async name => {
    const form = new FormData()
    form.append('file', fileOf('receipt.jpg'), name)
    form.append('mode', 'fast')
    form.append('pages', '1')
    const reply = await fetch(`${server.url}/api/v1/jobs`, {
      method: 'POST',
      body: form,
      headers: { 'x-api-key': server.key },
    })
    const job = await reply.json()

    expect([reply.status, job.id]).toEqual([
      202,
      expect.stringMatching(/^[A-Za-z0-9._-]{1,80}_\d{8}_\d{6}_[0-9a-f]{8}$/),
    ])
    expect(job.name).not.toMatch(/[\p{Cc}\u202E\u200B/\\]/u)
    expect(existsSync(path.join(server.dataDir, 'jobs', job.id, 'input.jpg'))).toBe(true)
    const file = await fetch(server.client.documentFileUrl(job.id, 1), {
      headers: { 'x-api-key': server.key },
    })
    expect(file.headers.get('x-injected')).toBeNull()
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="[^"\\/]+"/)
    await server.client.deleteJob(job.id)
    expect(existsSync(path.join(server.dataDir, 'jobs', job.id))).toBe(false)
  })
})

test('serve that is stopped by Ctrl+C in the middle of a job goes on at the next start', async () => {
  const first = await serve()
  const { id } = await first.client.submitJob({
    files: [{ name: 'l.pdf', bytes: fileOf('scanned-letter.pdf') }],
  })
  await expect.poll(async () => (await first.client.getJob(id)).state, { timeout: 20_000 }).toBe('processing')
  first.program.child.kill('SIGINT')
  expect((await first.program.ended).code).toBe(0)

  const second = await serve([], { dataDir: first.dataDir })
  expect(await second.atRest(id)).toMatchObject({ state: 'completed', failedPages: 0 })
})

test('the program tells its version and its help, and refuses what it does not know', async () => {
  expect(await runProgram(['--version'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^pageloom \d/),
  })
  expect((await runProgram(['--help'])).stdout).toContain('pageloom convert FILE')
  expect((await runProgram(['help', 'serve'])).stdout).toContain('--also-listen')
  expect((await runProgram(['servve'])).code).toBe(2)
  expect((await runProgram(['serve', '--prot', '1'])).code).toBe(2)
  expect((await runProgram(['serve', '--port', 'many', '--data-dir', newFolder()])).code).toBe(2)
})
