import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Playwright's global set-up: on Linux without a display, starts one without a screen for the run. */
// biome-ignore lint/style/noDefaultExport: Playwright calls a set-up file's default export
export default async function xvfb(): Promise<(() => void) | undefined> {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return undefined
  // With -displayfd the server chooses a free number and tells it, so that two runs never meet.
  const options = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  const answer = server.stdio[3]
  if (!answer) throw new Error('Xvfb has no pipe to answer on')
  const failed = once(server, 'exit').then(([code]) => {
    throw new Error(`Xvfb ended with code ${code}; is the package xvfb installed?`)
  })
  const [number] = await Promise.race([once(answer, 'data'), failed])
  failed.catch(() => undefined) // its end after the run is no failure
  process.env.DISPLAY = `:${String(number).trim()}`
  return () => {
    server.kill()
  }
}
