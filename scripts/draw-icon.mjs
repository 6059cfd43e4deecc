import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { ROOT } from './own-node.mjs'

/** Draws icon.png, which the packager wants, from icon.svg: run it after changing the latter. */
const ICONS = path.join(ROOT, 'resources/icons')
const SIDE_PX = 512

const canvas = createCanvas(SIDE_PX, SIDE_PX)
const drawing = await loadImage(readFileSync(path.join(ICONS, 'icon.svg')))
canvas.getContext('2d').drawImage(drawing, 0, 0, SIDE_PX, SIDE_PX)
writeFileSync(path.join(ICONS, 'icon.png'), canvas.toBuffer('image/png'))
