import { expect, test } from 'vitest'
import { withoutSecrets } from './secret-variables.ts'

test('processes that look at documents get the environment without its secrets', () => {
  const env = { PATH: '/bin', VLLM_API_KEY: 'sk-1', REDIS_URL: 'redis://:pw@host' }
  expect(withoutSecrets(env)).toEqual({ PATH: '/bin' })
  expect(env.VLLM_API_KEY).toBe('sk-1')
})
