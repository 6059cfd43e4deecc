import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { type DrawnText, drawPage, PROSE } from '../../src-main/adapters/engines/paddle/drawn-page-fixture.ts'
import type { GreyImage } from '../../src-main/core/ports/document-reader.ts'
import { wornImage } from '../worn-image.ts'

/** A page with its text, and how much of it may be wrong, in per cent. */
export interface GoldenPage {
  readonly name: string
  readonly image: () => Promise<GreyImage>
  readonly text: string
  readonly mostCharacters: number
  readonly mostWords: number
}

const MORE_PROSE = [
  'By noon the square was full of people from the hills,',
  'who sold apples, eggs, wool and jars of dark honey.',
  'A boy of ten years counted 1,847 sheep on the bridge;',
  'his sister found only 1,839 and would not give way.',
]
const ENGLISH = [...PROSE, ...MORE_PROSE]
const FRENCH = [
  'Dès l’aube, le garçon traversa la forêt enneigée,',
  'où l’écho répétait sa voix d’une façon étrange.',
  'Sa mère, âgée, gardait près du poêle la clé rouillée.',
]
const GERMAN = [
  'Über die Brücke fährt täglich ein größerer Wagen,',
  'dessen Räder auf dem Pflaster fürchterlich dröhnen.',
  'Schließlich weiß niemand, wem er früher gehörte.',
]
const RIGHT = ENGLISH.toReversed()
const RECEIPT = [
  ['CORNER GROCERY', ''],
  ['Till 4 12/03/2021 17:42', ''],
  ['MILK 1L', '1.29'],
  ['BREAD WHOLE', '2.45'],
  ['APPLES 1.204 KG', '3.61'],
  ['COFFEE 500 G', '7.80'],
  ['SUBTOTAL', '15.15'],
  ['VAT 7 %', '1.06'],
  ['TOTAL', '16.21'],
  ['CASH', '20.00'],
  ['CHANGE', '3.79'],
] as const

const stacked = (
  lines: readonly string[],
  { x = 120, top = 160, step = 56, sizePx = 32 } = {},
): DrawnText[] => lines.map((text, index) => ({ text, x, y: top + step * index, sizePx }))

/** Lines of a column. */
const NARROW = { x: 60, step: 36, sizePx: 22 } as const

/** Pages drawn at once, worn as by a scanner; the bounds lie a little above what is reached. */
export const GOLDEN_PAGES: readonly GoldenPage[] = [
  {
    name: 'a scanned page of prose',
    image: async () => wornImage(drawPage(stacked(ENGLISH)), 1),
    text: ENGLISH.join('\n'),
    ...{ mostCharacters: 0.5, mostWords: 2 },
  },
  {
    name: 'small print at 100 dpi',
    image: async () =>
      wornImage(
        drawPage(stacked(ENGLISH, { x: 60, top: 80, step: 24, sizePx: 15 }), { widthPx: 620, heightPx: 877 }),
        2,
      ),
    text: ENGLISH.join('\n'),
    ...{ mostCharacters: 0.8, mostWords: 4 },
  },
  {
    name: 'light print on a dark page',
    image: async () => wornImage(drawPage(stacked(ENGLISH), { paper: '#1c1c1c', ink: '#e8e8e8' }), 3),
    text: ENGLISH.join('\n'),
    ...{ mostCharacters: 0.5, mostWords: 2 },
  },
  {
    name: 'a page that lies askew by four degrees',
    image: async () =>
      wornImage(
        drawPage(ENGLISH.map((text, i) => ({ text, x: 200 - 4 * i, y: 200 + 56 * i, angleDegrees: 4 }))),
        4,
      ),
    text: ENGLISH.join('\n'),
    ...{ mostCharacters: 0.5, mostWords: 2 },
  },
  {
    name: 'faint print',
    image: async () => wornImage(drawPage(stacked(ENGLISH), { paper: '#f0f0f0', ink: '#c4c4c4' }), 5),
    text: ENGLISH.join('\n'),
    ...{ mostCharacters: 1, mostWords: 4 },
  },
  {
    name: 'two columns',
    image: async () =>
      wornImage(drawPage([...stacked(ENGLISH, NARROW), ...stacked(RIGHT, { ...NARROW, x: 650 })]), 6),
    text: [...ENGLISH, ...RIGHT].join('\n'),
    ...{ mostCharacters: 0.5, mostWords: 2 },
  },
  {
    name: 'a receipt, a narrow strip of small print',
    image: async () =>
      wornImage(
        drawPage(
          RECEIPT.flatMap(([item, price], i) => [
            { text: item, x: 24, y: 60 + 30 * i, sizePx: 19 },
            { text: price, x: 300, y: 60 + 30 * i, sizePx: 19 },
          ]),
          { widthPx: 380, heightPx: 420 },
        ),
        7,
      ),
    text: RECEIPT.map(row => row.join(' ')).join('\n'),
    ...{ mostCharacters: 1.2, mostWords: 7 },
  },
  {
    name: 'French and German',
    image: async () => wornImage(drawPage(stacked([...FRENCH, ...GERMAN])), 8),
    text: [...FRENCH, ...GERMAN].join('\n'),
    ...{ mostCharacters: 0.7, mostWords: 5 },
  },
  {
    name: 'Chinese',
    image: async () => wornImage(await greyOfFile('chinese.png'), 9),
    text: readFileSync(path.join(import.meta.dirname, 'chinese.txt'), 'utf8'),
    ...{ mostCharacters: 1, mostWords: 100 },
  },
  {
    name: 'a photograph with a dark surround',
    image: async () => onDarkTable(wornImage(drawPage(stacked(ENGLISH), { heightPx: 900 }), 10)),
    text: ENGLISH.join('\n'),
    ...{ mostCharacters: 0.5, mostWords: 2 },
  },
]

async function greyOfFile(name: string): Promise<GreyImage> {
  const picture = await loadImage(path.join(import.meta.dirname, name))
  const context = createCanvas(picture.width, picture.height).getContext('2d')
  context.drawImage(picture, 0, 0)
  const { data } = context.getImageData(0, 0, picture.width, picture.height)
  const pixels = Uint8Array.from({ length: picture.width * picture.height }, (_, i) => data[4 * i] ?? 0)
  return { widthPx: picture.width, heightPx: picture.height, pixels }
}

const SURROUND = { px: 700, grey: 40 } as const

/** The page in the middle of a table that is larger than it. */
function onDarkTable(page: GreyImage): GreyImage {
  const [widthPx, heightPx] = [page.widthPx + 2 * SURROUND.px, page.heightPx + 2 * SURROUND.px]
  const pixels = new Uint8Array(widthPx * heightPx).fill(SURROUND.grey)
  for (let y = 0; y < page.heightPx; y++) {
    const row = page.pixels.subarray(y * page.widthPx, (y + 1) * page.widthPx)
    pixels.set(row, (y + SURROUND.px) * widthPx + SURROUND.px)
  }
  return { widthPx, heightPx, pixels }
}
