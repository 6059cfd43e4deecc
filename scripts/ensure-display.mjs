import { adviceFor, ensurePackages, missingPackages } from './system-packages.mjs'

/** What Electron's program needs, each with its names on newer and older systems. */
const LIBRARIES = [['libgtk-3-0t64', 'libgtk-3-0'], ['libnss3'], ['libasound2t64', 'libasound2'], ['libgbm1']]

/** On Debian and Ubuntu, installs what Electron needs and a display without a screen; elsewhere does nothing. */
export async function ensureDisplay() {
  const hasDisplay = process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  ensurePackages(hasDisplay ? LIBRARIES : [['xvfb'], ...LIBRARIES], 'Electron needs')
}

/** What a person can type to get what Electron's window needs, or nothing if all is there or this system is no Debian. */
export function displayAdvice() {
  const missing = missingPackages(LIBRARIES)
  return missing.length > 0 ? adviceFor(missing) : undefined
}
