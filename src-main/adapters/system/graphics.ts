import { existsSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** What can be known of graphics processors without touching a driver. */
export interface Graphics {
  readonly hasDevice: boolean
  /** Changes when the system, a graphics processor or its driver is changed. */
  readonly key: string
}

/** Looks at files alone: it costs a few milliseconds and can't crash. */
export function graphics(): Graphics {
  const system = [process.platform, process.arch, os.release()]
  switch (process.platform) {
    case 'linux':
      return { hasDevice: LINUX_DEVICES.some(existsSync), key: [...system, ...linuxCards()].join(' ') }
    case 'win32':
      return { hasDevice: true, key: [...system, ...windowsDrivers()].join(' ') }
    default:
      return { hasDevice: process.platform === 'darwin', key: system.join(' ') }
  }
}

/** Kernel's graphics, NVIDIA's own, Windows' below it. */
const LINUX_DEVICES = ['/dev/dri', '/dev/nvidia0', '/dev/dxg']
const LINUX_CARDS = '/sys/class/drm'
const NVIDIA_VERSION = '/sys/module/nvidia/version'

function linuxCards(): readonly string[] {
  const cards = namesIn(LINUX_CARDS)
    .filter(name => /^card\d+$/.test(name))
    .map(name =>
      ['vendor', 'device'].map(part => textOf(path.join(LINUX_CARDS, name, 'device', part))).join(':'),
    )
  return [...cards, textOf(NVIDIA_VERSION)].filter(text => text !== '')
}

/** NVIDIA's, Intel's, AMD's: the folder's name ends with a hash of the driver. */
const WINDOWS_DRIVER = /^(nv_disp|nvmd|iigd_|igdlh|u\d{7}\.inf|c\d{7}\.inf)/i

const windowsDrivers = (): readonly string[] =>
  namesIn(path.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32/DriverStore/FileRepository')).filter(
    name => WINDOWS_DRIVER.test(name),
  )

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}
