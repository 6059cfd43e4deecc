import type { Bounds } from './desktop-file.ts'

export const DEFAULT_SIZE = { width: 1100, height: 760 } as const
export const LEAST_SIZE = { width: 480, height: 400 } as const

/** So much of the title bar must lie on a screen for a hand to catch it. */
const GRIP_PX = 80

/** Where the window opens: where it was, if it can be caught there; else in the middle, in a size that fits. */
export function windowPlace(
  remembered: Bounds | null,
  screens: readonly Bounds[],
): { width: number; height: number; x?: number; y?: number } {
  if (!remembered) return DEFAULT_SIZE
  const screen = screens.find(each => canBeCaught(remembered, each))
  if (!screen) return DEFAULT_SIZE
  const width = Math.max(LEAST_SIZE.width, Math.min(remembered.width, screen.width))
  const height = Math.max(LEAST_SIZE.height, Math.min(remembered.height, screen.height))
  return { x: remembered.x, y: remembered.y, width, height }
}

function canBeCaught(window: Bounds, screen: Bounds): boolean {
  const right = Math.min(window.x + window.width, screen.x + screen.width)
  const left = Math.max(window.x, screen.x)
  const isTopInside = window.y >= screen.y && window.y <= screen.y + screen.height - GRIP_PX
  return right - left >= GRIP_PX && isTopInside
}
