import type { ColourPlane } from './colour-plane.ts'
import { type ColourTile, lookAtTile, sameGround, type Tile } from './look-at-tile.ts'

const TILE_SAMPLES = 24
/** Fewer tiles than these are no word. */
const FEWEST_TILES = 2
/** Pixels that are so much brighter or darker than the ground are seen as they are. */
const ALIKE = 22
const UNLIKE = 46
/** Colours this near to the ground's are its noise; from the far distance on they count fully. */
const NEAR = 30
const FAR = 110
const CONTRAST = 0.8
const DARK_GROUND = 110

/**
 * Darkens or lightens, in a page's grey pixels, print whose colour is as bright as its ground's (red on green), which
 * the weighing of the channels has lost. Only tiles in which such print is found change; for pages without colour
 * (`hasColour`) it is time lost. The idea is that of colour-to-grey with salience: Gooch, Olsen, Tumblin and Gooch, "Color2Gray"
 * (2005) add to the brightness a signed chromatic distance; here it is the distance from the tile's own ground.
 */
export function revealEqualGreys(grey: Uint8Array, plane: ColourPlane): void {
  const step = plane.widthPx * plane.heightPx < 1_000_000 ? 1 : 2
  const sidePx = step * TILE_SAMPLES
  const across = Math.ceil(plane.widthPx / sidePx)
  const down = Math.ceil(plane.heightPx / sidePx)
  const tiles: (ColourTile | undefined)[] = []
  for (let at = 0; at < across * down; at++) tiles.push(lookAtTile(plane, areaOf(at), step))
  for (const group of groupsOf(tiles, across)) {
    const isDarkened = darkens(group.map(at => tiles[at]))
    for (const [at, ground] of spread(group, tiles, across))
      reveal(grey, plane, { ...areaOf(at), ground, isDarkened })
  }

  function areaOf(at: number): Tile {
    const left = (at % across) * sidePx
    const top = Math.floor(at / across) * sidePx
    return {
      ...{ left, top },
      right: Math.min(plane.widthPx, left + sidePx),
      bottom: Math.min(plane.heightPx, top + sidePx),
    }
  }
}

/** Tiles that touch and have the same ground. */
function groupsOf(tiles: readonly (ColourTile | undefined)[], across: number): number[][] {
  const seen = new Set<number>()
  const groups: number[][] = []
  tiles.forEach((tile, first) => {
    if (tile === undefined || seen.has(first)) return
    const group = [first]
    seen.add(first)
    for (const at of group) {
      for (const next of aroundOf(at, across, tiles.length)) {
        const [here, there] = [tiles[at], tiles[next]]
        if (!here || !there || seen.has(next) || !sameGround(here.ground, there.ground)) continue
        seen.add(next)
        group.push(next)
      }
    }
    if (group.length >= FEWEST_TILES) groups.push(group)
  })
  return groups
}

function aroundOf(at: number, across: number, count: number): number[] {
  const column = at % across
  const found: number[] = []
  for (let row = -1; row <= 1; row++) {
    for (let side = -1; side <= 1; side++) {
      const next = at + row * across + side
      if (next === at || next < 0 || next >= count || column + side < 0 || column + side >= across) continue
      found.push(next)
    }
  }
  return found
}

/** Print goes where it leans already, else where there is more room. */
function darkens(group: readonly (ColourTile | undefined)[]): boolean {
  let [ground, lean] = [0, 0]
  for (const tile of group) {
    ground += (tile?.ground.brightness ?? 0) / group.length
    lean += (tile?.lean ?? 0) / group.length
  }
  return Math.abs(lean) > ALIKE / 2 ? lean < 0 : ground >= DARK_GROUND
}

/** The tiles of a group and those around it, which may hold the ends of its letters, with their grounds. */
function spread(group: readonly number[], tiles: readonly (ColourTile | undefined)[], across: number) {
  const grounds = new Map<number, ColourTile['ground']>()
  for (const at of group) {
    const own = tiles[at]
    if (own) grounds.set(at, own.ground)
  }
  for (const at of group) {
    const own = tiles[at]
    for (const next of aroundOf(at, across, tiles.length)) {
      if (own && !grounds.has(next) && tiles[next] === undefined) grounds.set(next, own.ground)
    }
  }
  return grounds
}

interface Revealed extends Tile {
  readonly ground: ColourTile['ground']
  readonly isDarkened: boolean
}

function reveal(grey: Uint8Array, plane: ColourPlane, { ground, isDarkened, ...tile }: Revealed): void {
  const { widthPx, bytes, start, stride, bytesPerPixel, isRedFirst } = plane
  const [red, blue] = isRedFirst ? [0, 2] : [2, 0]
  const room = CONTRAST * (isDarkened ? -ground.brightness : 255 - ground.brightness)
  for (let y = tile.top; y < tile.bottom; y++) {
    for (let x = tile.left; x < tile.right; x++) {
      const from = start + y * stride + x * bytesPerPixel
      const to = y * widthPx + x
      const own = grey[to] ?? 0
      const brighter = own - ground.brightness
      const likeness = Math.min(1, (UNLIKE - Math.abs(brighter)) / (UNLIKE - ALIKE))
      if (likeness <= 0) continue
      const distance = Math.hypot(
        (bytes[from + red] ?? 0) - ground.red - brighter,
        (bytes[from + 1] ?? 0) - ground.green - brighter,
        (bytes[from + blue] ?? 0) - ground.blue - brighter,
      )
      const share = Math.min(1, (distance - NEAR) / (FAR - NEAR))
      if (share > 0) grey[to] = Math.max(0, Math.min(255, own + likeness * share * room))
    }
  }
}
