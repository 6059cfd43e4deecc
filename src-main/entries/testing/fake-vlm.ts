import http from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the fake server does with a question about a page. */
export type VlmAct =
  | { readonly say: string; readonly finish?: 'stop' | 'length' }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly body: string; readonly type?: string }
  | 'hang'
  | 'reset'
  | 'break-off'
  | 'drip'
  | 'flood'

export interface VlmQuestion {
  readonly headers: http.IncomingHttpHeaders
  readonly body: Record<string, unknown>
  readonly prompt: string
  /** The picture's bytes. */
  readonly image: Buffer
  readonly imageType: string
}

export interface FakeVlm {
  /** With `/v1`. */
  readonly url: string
  readonly port: number
  readonly asked: VlmQuestion[]
  /** How often its models were asked for. */
  listed(): number
  answer(script: (question: VlmQuestion) => VlmAct | Promise<VlmAct>): void
  close(): Promise<void>
}

/** A small OpenAI-compatible server that says what a test tells it to. */
export async function openFakeVlm(model: string, { port = 0, key = '' } = {}): Promise<FakeVlm> {
  const asked: VlmQuestion[] = []
  let listed = 0
  let script: (question: VlmQuestion) => VlmAct | Promise<VlmAct> = () => ({
    say: 'Nobody told me what to say.',
  })
  const server = http.createServer((request, response) => {
    if (key !== '' && request.headers.authorization !== `Bearer ${key}`) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"key"}')
      return
    }
    if (request.url === '/v1/models') {
      listed += 1
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ object: 'list', data: [{ id: model, object: 'model' }] }))
      return
    }
    const pieces: Buffer[] = []
    request.on('data', piece => pieces.push(piece))
    request.on('end', () => {
      const question = questionOf(request.headers, Buffer.concat(pieces).toString('utf8'))
      asked.push(question)
      void Promise.resolve(script(question)).then(what => act(what, response))
    })
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  const bound = isPlaced(address) ? address.port : 0
  return {
    url: `http://127.0.0.1:${bound}/v1`,
    port: bound,
    asked,
    listed: () => listed,
    answer(next) {
      script = next
    },
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

const isPlaced = (address: string | AddressInfo | null): address is AddressInfo =>
  typeof address === 'object' && address !== null

function questionOf(headers: http.IncomingHttpHeaders, text: string): VlmQuestion {
  const body = JSON.parse(text)
  const content: readonly { type: string; text?: string; image_url?: { url: string } }[] =
    body.messages[0].content
  const [, imageType = '', base64 = ''] =
    /^data:([^;]+);base64,(.*)$/.exec(content.find(part => part.image_url)?.image_url?.url ?? '') ?? []
  const prompt = content.find(part => part.type === 'text')?.text ?? ''
  return { headers, body, prompt, image: Buffer.from(base64, 'base64'), imageType }
}

function act(what: VlmAct, response: http.ServerResponse): void {
  const json = { 'content-type': 'application/json' }
  if (what === 'hang') return
  if (what === 'reset') return void response.destroy()
  if (what === 'break-off') {
    response.writeHead(200, { ...json, 'content-length': '1000' })
    response.write('{"choices":')
    setImmediate(() => response.destroy())
    return
  }
  if (what === 'drip') {
    response.writeHead(200, json)
    const timer = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(timer))
    return
  }
  if (what === 'flood') {
    response.writeHead(200, json)
    const piece = 'x'.repeat(256 * 1024)
    const flood = (): void => {
      while (!response.destroyed && response.write(piece));
      if (!response.destroyed) response.once('drain', flood)
    }
    flood()
    return
  }
  if ('status' in what) return void response.writeHead(what.status, { ...json, ...what.headers }).end('{}')
  if ('body' in what) {
    response.writeHead(200, { 'content-type': what.type ?? 'application/json' }).end(what.body)
    return
  }
  const choice = {
    index: 0,
    message: { role: 'assistant', content: what.say },
    finish_reason: what.finish ?? 'stop',
  }
  response
    .writeHead(200, json)
    .end(JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion', choices: [choice] }))
}
