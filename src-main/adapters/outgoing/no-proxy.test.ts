import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const CLIENT = path.join(import.meta.dirname, 'outgoing-client.ts')

const postTo = (url: string): string => `
  import { outgoingClient } from ${JSON.stringify(CLIENT)}
  import { parseOutgoingRule } from ${JSON.stringify(path.join(import.meta.dirname, '../../core/outgoing/outgoing-rule.ts'))}
  const rule = parseOutgoingRule('127.0.0.1', 'callback')
  const client = outgoingClient({ rules: () => [rule], userAgent: 'test' })
  const letter = { url: ${JSON.stringify(url)}, purpose: 'callback', headers: {}, body: '{}' }
  console.log(JSON.stringify(await client.post(letter, new AbortController().signal)))
`

test('a proxy that the environment names is not used', async () => {
  const seen: unknown[] = []
  const listener = createServer((request, reply) => {
    seen.push(request.url)
    reply.end()
  })
  await new Promise<void>(resolve => listener.listen(0, '127.0.0.1', resolve))
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('It listens nowhere')
  const env = { NODE_USE_ENV_PROXY: '1', HTTP_PROXY: 'http://127.0.0.1:9', http_proxy: 'http://127.0.0.1:9' }
  const words = ['--no-warnings', '--input-type=module', '-e', postTo(`http://127.0.0.1:${address.port}/in`)]
  const { stdout } = await promisify(execFile)(process.execPath, words, { env })
  listener.close()
  expect(JSON.parse(stdout)).toMatchObject({ kind: 'answered', status: 200 })
  expect(seen).toEqual(['/in'])
})
