import path from 'node:path'
import { expect, test } from 'vitest'
import { dataDir } from './data-dir.ts'

test('the flag wins over the variable, and both over the platform’s folder', () => {
  const env = { PAGELOOM_DATA_DIR: '/from/env', XDG_CONFIG_HOME: '/config', APPDATA: '/config' }
  expect(dataDir({ 'data-dir': '/from/flag' }, env)).toBe(path.resolve('/from/flag'))
  expect(dataDir({}, env)).toBe(path.resolve('/from/env'))
  expect(path.basename(dataDir({}, {}))).toBe('Pageloom')
})
