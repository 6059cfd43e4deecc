import { expect, test } from './open-pageloom.ts'

test('the page has no Node, stays at home, and may load nothing from elsewhere', async ({
  pageloom: { app, page },
}) => {
  const inside = await page.evaluate(() => ({
    hasRequire: 'require' in window,
    hasProcess: 'process' in window,
    address: location.href,
  }))
  expect(inside).toEqual({ hasRequire: false, hasProcess: false, address: 'app://pageloom/' })

  const settings = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    // Electron has it, its types do not.
    const all: unknown =
      contents && Reflect.apply(Reflect.get(contents, 'getLastWebPreferences'), contents, [])
    const names = ['sandbox', 'contextIsolation', 'nodeIntegration', 'webSecurity', 'webviewTag']
    return Object.fromEntries(
      names.map(name => [name, typeof all === 'object' && all !== null && Reflect.get(all, name)]),
    )
  })
  expect(settings).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  })

  const attempts = await page.evaluate(async () => ({
    opened: window.open('https://example.org/') !== null,
    fetched: await fetch('https://example.org/').then(
      () => true,
      () => false,
    ),
    missing: (await fetch('/../package.json')).status,
    encoded: (await fetch('/%2e%2e/%2e%2e/package.json')).status,
    evaluated: ((): boolean => {
      try {
        return Boolean(new Function('return true')())
      } catch {
        return false
      }
    })(),
  }))
  expect(attempts).toEqual({ opened: false, fetched: false, missing: 404, encoded: 404, evaluated: false })

  await page.evaluate(() => {
    location.href = 'https://example.org/'
  })
  await expect.poll(() => page.url()).toBe('app://pageloom/')
})

test('the bridge refuses what its schema does not know', async ({ pageloom: { page } }) => {
  const outcomes = await page.evaluate(async () => {
    const bridge = window.pageloom
    if (!bridge) return []
    const attempts: (() => Promise<unknown>)[] = [
      () => bridge.readNamedFile('/etc/passwd'),
      () => bridge.saveResult({ suggestedName: 'x.md', jobId: '../../etc', format: 'md' }),
      () => Reflect.apply(bridge.showInFolder, bridge, [{ path: '/' }]),
      () => Reflect.apply(bridge.setProgress, bridge, [{ fraction: 7, runningJobs: 'many' }]),
    ]
    return Promise.all(
      attempts.map(attempt =>
        attempt().then(
          value => (value === null ? 'nothing' : 'something'),
          () => 'refused',
        ),
      ),
    )
  })

  expect(outcomes).toEqual(['nothing', 'refused', 'refused', 'refused'])
})
