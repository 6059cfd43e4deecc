import { expect, test } from 'vitest'
import { resolveSettings } from './resolve-settings.ts'

const nothing = { flags: {}, env: {}, file: undefined }

test('a setting that nobody gives has its default', () => {
  const { settings, fixedBy, notices } = resolveSettings(nothing)
  expect(settings).toMatchObject({ host: '127.0.0.1', port: 7243, workers: null, maxJobCount: 1000 })
  expect(fixedBy).toEqual({})
  expect(notices).toEqual([])
})

test('a flag wins over the environment, that over the file', () => {
  const file = { port: 1, maxConcurrency: 4, defaultMode: 'fast' }
  const { settings, fixedBy } = resolveSettings({
    flags: { port: '3' },
    env: { API_PORT: '2', MAX_CONCURRENCY: '5' },
    file,
  })
  expect(settings).toMatchObject({ port: 3, maxConcurrency: 5, defaultMode: 'fast' })
  expect(fixedBy).toEqual({ port: 'flag', maxConcurrency: 'environment' })
})

test('of several names for one limit the stricter value wins', () => {
  expect(resolveSettings({ ...nothing, env: { MAX_JOBS: '100' } }).settings.maxJobCount).toBe(100)
  const both = { MAX_JOBS: '100', MAX_JOB_COUNT: '50', MAX_STORAGE_GB: '0.5', MAX_JOB_STORAGE_MB: '10240' }
  const { settings } = resolveSettings({ ...nothing, env: both })
  expect(settings).toMatchObject({ maxJobCount: 50, maxJobStorageMb: 512 })
})

test('variables of the older servers mean what they meant', () => {
  const env = { NUM_WORKERS: '0', API_HOST: '0.0.0.0', API_PORT: '1233', DEFAULT_ACCURACY_MODE: 'accurate' }
  expect(resolveSettings({ ...nothing, env }).settings).toMatchObject({
    workers: 0,
    host: '0.0.0.0',
    port: 1233,
    defaultMode: 'accurate',
  })
})

test('variables that have no meaning here are named in a notice', () => {
  const { notices } = resolveSettings({ ...nothing, env: { MODEL_PATH: '/models' } })
  expect(notices).toHaveLength(1)
  expect(notices.join(' ')).toContain('MODEL_PATH')
})

test('lists are written with commas', () => {
  const rules = '10.0.0.0/8:9000,scans.lan'
  const flags = { 'also-listen': '8000,8003', 'allow-origin': 'https://a.example', 'allow-callback': rules }
  expect(resolveSettings({ ...nothing, flags }).settings).toMatchObject({
    alsoListen: [8000, 8003],
    allowedOrigins: ['https://a.example'],
    allowedCallbacks: ['10.0.0.0/8:9000', 'scans.lan'],
  })
})

test.each([
  [{ port: 'abc' }, {}, '--port'],
  [{}, { API_PORT: '70000' }, 'API_PORT'],
  [{}, { MAX_JOBS: 'many' }, 'MAX_JOBS'],
  [{ mode: 'quick' }, {}, '--mode'],
  [{ 'allow-callback': '10.0.0.1/8' }, {}, '--allow-callback'],
])('a flag or variable that makes no sense is refused by name (%j %j)', (flags, env, named) => {
  expect(() => resolveSettings({ flags, env, file: undefined })).toThrow(named)
})

test('a value in the file that makes no sense gives the default and a notice', () => {
  const { settings, notices } = resolveSettings({ ...nothing, file: { port: 'abc', maxJobCount: 7 } })
  expect(settings).toMatchObject({ port: 7243, maxJobCount: 7 })
  expect(notices[0]).toContain('port')
})

test('an address of Redis is taken, and never repeated when it is refused', () => {
  const given = (text: string) => resolveSettings({ ...nothing, env: { REDIS_URL: text } })

  expect(given('rediss://:s3cret@cache.lan:6380/2').settings.redisUrl).toBe(
    'rediss://:s3cret@cache.lan:6380/2',
  )
  expect(given('redis://localhost').notices).toEqual([])
  expect(() => given('http://:s3cret@cache.lan')).toThrow('REDIS_URL')
  expect(() => given('http://:s3cret@cache.lan')).not.toThrow('s3cret')
})

test('the execution provider takes names alone', () => {
  const given = (text: string) => resolveSettings({ ...nothing, flags: { 'execution-provider': text } })

  expect(given('auto').settings.executionProvider).toBe('auto')
  expect(given('webgpu').settings.executionProvider).toBe('webgpu')
  expect(() => given('gpu')).toThrow('--execution-provider')
})

test('served engines are named by address, and one that would read nothing is told of', () => {
  const env = { VLLM_DEEPSEEK_URL: 'http://localhost:4444/v1', VLLM_NANONETS_URL: 'http://[::1]:4445/v1' }
  const idle = resolveSettings({ ...nothing, env })
  expect(idle.settings).toMatchObject({ deepseekUrl: env.VLLM_DEEPSEEK_URL, inferenceMode: 'embedded' })
  expect(idle.notices.join(' ')).toContain('DeepSeek-OCR is configured but reads no page')

  const used = resolveSettings({ ...nothing, env: { ...env, INFERENCE_MODE: 'vllm' } })
  expect(used.settings).toMatchObject({ nanonetsUrl: env.VLLM_NANONETS_URL, inferenceMode: 'vllm' })
  expect(used.notices).toEqual([])
})

test.each([
  'http://169.254.169.254/v1',
  'http://metadata.google.internal/v1',
  'http://a:b@host/v1',
  'http://host:22/',
])('%s can be no address of a served engine', address => {
  expect(() => resolveSettings({ ...nothing, flags: { 'deepseek-url': address } })).toThrow('--deepseek-url')
})
