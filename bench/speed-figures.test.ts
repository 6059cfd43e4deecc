import { expect, test } from 'vitest'
import { peaksOf, type SpeedFigures, speedTable } from './speed-figures.ts'

const MIB = 1024 * 1024
const figures: SpeedFigures = {
  pages: 100,
  seconds: 25,
  cpuSeconds: 48,
  peakTogetherBytes: 900 * MIB,
  processes: [
    { name: 'server', peakBytes: 100 * MIB },
    { name: 'page', peakBytes: 400 * MIB },
  ],
}

test('the table gives seconds a page, pages a second, CPU seconds a page and the peak', () => {
  const row = speedTable([['pageloom balanced', figures]]).split('\n')[1] ?? ''

  expect(row.split(/\s{2,}/)).toEqual(['pageloom balanced', '100', '25.0', '0.250', '4.00', '0.480', '900'])
})

test('each process is named with its own peak', () => {
  expect(peaksOf(figures)).toBe('server 100 MB, page 400 MB')
})
