import http from 'node:http'
import { afterEach, expect, test } from 'vitest'
import type { OutgoingRule } from '../../core/outgoing/outgoing-rule.ts'
import { parseOutgoingRule } from '../../core/outgoing/outgoing-rule.ts'
import { outgoingClient } from './outgoing-client.ts'

const opened: http.Server[] = []
afterEach(async () => {
  for (const server of opened.splice(0)) {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
})

async function listen(answer: http.RequestListener): Promise<number> {
  const server = http.createServer(answer)
  opened.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const ruleFor = (text: string, purpose: OutgoingRule['purpose']) => {
  const rule = parseOutgoingRule(text, purpose)
  if (!rule) throw new Error(`${text} is no rule`)
  return [rule]
}

interface World {
  readonly rules?: readonly OutgoingRule[]
  readonly names?: (host: string) => Promise<readonly string[]>
}

const asking = ({ rules = [], names }: World) =>
  outgoingClient({
    rules: () => rules,
    userAgent: 'Pageloom/test',
    times: { connectMs: 2000 },
    ...(names ? { resolveHost: names } : {}),
  }).askServed

const question = (url: string, body: string | null = null) =>
  ({ url, headers: { authorization: 'Bearer k' }, body, wholeMs: 2000, bodyBytesAtMost: 1000 }) as const
const forever = new AbortController().signal

test('a question is answered whole, by GET without a body and by POST with one', async () => {
  const port = await listen((request, reply) => {
    let body = ''
    request
      .on('data', piece => (body += piece))
      .on('end', () => reply.end(`${request.method} ${request.headers.authorization} ${body}`))
  })
  const ask = asking({ rules: ruleFor(`127.0.0.1:${port}`, 'vlm') })
  const get = await ask(question(`http://127.0.0.1:${port}/v1/models`), forever)
  expect(get).toMatchObject({ kind: 'answered', status: 200, body: 'GET Bearer k ' })
  const post = await ask(question(`http://127.0.0.1:${port}/v1/chat/completions`, '{"ö":1}'), forever)
  expect(post).toMatchObject({ kind: 'answered', body: 'POST Bearer k {"ö":1}' })
})

test('leave to call back is no leave to ask, and a rule holds for its port alone', async () => {
  const port = await listen((_, reply) => reply.end('{}'))
  const url = `http://127.0.0.1:${port}/v1/models`
  for (const rules of [
    [],
    ruleFor(`127.0.0.1:${port}`, 'callback'),
    ruleFor(`127.0.0.1:${port === 65_535 ? 1024 : port + 1}`, 'vlm'),
  ])
    expect(await asking({ rules })(question(url), forever)).toMatchObject({ failure: 'address-refused' })
})

test.each(['169.254.169.254', '::ffff:169.254.169.254', '100.100.100.200', '0.0.0.0'])(
  'a name that leads to %s is never asked, whatever the rules say',
  async address => {
    const names = async () => [address]
    const ask = asking({ rules: ruleFor('vlm.lan', 'vlm'), names })
    expect(await ask(question('http://vlm.lan:4444/v1/models'), forever)).toMatchObject({
      failure: 'address-refused',
    })
  },
)

test('what is longer than was asked for, comes too slowly, or breaks off is no answer', async () => {
  const port = await listen((request, reply) => {
    if (request.url === '/long') return void reply.end('x'.repeat(2000))
    reply.writeHead(200, { 'content-length': '500' })
    reply.write('half')
    if (request.url === '/cut') setImmediate(() => reply.destroy())
  })
  const ask = asking({ rules: ruleFor(`127.0.0.1:${port}`, 'vlm') })
  const at = (path: string) => ask({ ...question(`http://127.0.0.1:${port}${path}`), wholeMs: 400 }, forever)
  expect(await at('/long')).toMatchObject({ kind: 'unanswered', failure: 'too-large' })
  expect(await at('/cut')).toMatchObject({ kind: 'unanswered', failure: 'unreachable' })
  expect(await at('/slow')).toMatchObject({ kind: 'unanswered', failure: 'timed-out' })
})

test('an aborted question ends at once', async () => {
  const port = await listen(() => undefined)
  const ending = new AbortController()
  const answer = asking({ rules: ruleFor(`127.0.0.1:${port}`, 'vlm') })(
    { ...question(`http://127.0.0.1:${port}/`), wholeMs: 60_000 },
    ending.signal,
  )
  ending.abort()
  expect(await answer).toMatchObject({ kind: 'unanswered' })
})
