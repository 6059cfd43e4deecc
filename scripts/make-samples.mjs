// Makes the files of resources/samples from the pages in scripts/samples. Needs a Chromium (PAGELOOM_CHROMIUM, else
// /usr/bin/chromium) and the Liberation fonts; the results are committed, so that nobody else needs them.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { Transformer } from '@napi-rs/image'
import { chromium } from 'playwright'
import { minutesDocx } from './samples/minutes-docx.mjs'

const root = new URL('../', import.meta.url)
const SCAN_DPI = 200
const A4_PT = { width: 595.28, height: 841.89 }

await writeFile(sample('minutes.docx'), await minutesDocx())

const browser = await chromium.launch({
  executablePath: process.env.PAGELOOM_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})

const letter = []
for (const [name, degrees, seed] of [
  ['letter-1', 0.55, 11],
  ['letter-2', -0.4, 12],
]) {
  const picture = await screenshot(name, { width: 794, height: 1123 }, SCAN_DPI / 96)
  letter.push(await scanned(picture, degrees, seed))
}
await writeFile(sample('scanned-letter.pdf'), pdfOfScans(letter))
await writeFile(sample('scanned-letter.txt'), `${await textOf('letter-1')}\n\n${await textOf('letter-2')}\n`)

await writeFile(
  sample('receipt.jpg'),
  await photographed(await screenshot('receipt', { width: 900, height: 1200 }, 1.6), 13),
)
await writeFile(sample('receipt.txt'), `${await textOf('receipt')}\n`)

const paper = await pageOf('paper', { width: 794, height: 1123 }, 1)
await writeFile(sample('paper-page.pdf'), await paper.pdf({ preferCSSPageSize: true }))
await writeFile(sample('paper-page.txt'), `${await textOf('paper')}\n`)
await browser.close()

function sample(name) {
  return fileURLToPath(new URL(`resources/samples/${name}`, root))
}

async function pageOf(name, viewport, deviceScaleFactor) {
  const page = await browser.newPage({ viewport, deviceScaleFactor })
  await page.goto(new URL(`scripts/samples/${name}.html`, root).href)
  return page
}

async function screenshot(name, viewport, scale) {
  const page = await pageOf(name, viewport, scale)
  const png = await page.screenshot()
  await page.close()
  return loadImage(png)
}

/** The words in reading order, a block a line. */
async function textOf(name) {
  const page = await pageOf(name, { width: 794, height: 1123 }, 1)
  const text = await page.evaluate(() => document.body.innerText)
  await page.close()
  return text
    .replace(/\u00a0/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** As from a flatbed scanner: a little turned, the lid's shadow at an edge, grey, grain, JPEG. */
async function scanned(picture, degrees, seed) {
  const { width, height } = picture
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#f2f1ee'
  context.fillRect(0, 0, width, height)
  context.translate(width / 2, height / 2)
  context.rotate((degrees * Math.PI) / 180)
  context.filter = 'blur(0.6px)'
  context.drawImage(picture, -width / 2, -height / 2)
  context.resetTransform()
  context.filter = 'none'
  const shade = context.createLinearGradient(0, 0, width * 0.05, 0)
  shade.addColorStop(0, 'rgba(60, 60, 60, 0.35)')
  shade.addColorStop(1, 'rgba(60, 60, 60, 0)')
  context.fillStyle = shade
  context.fillRect(0, 0, width * 0.05, height)
  const pixels = context.getImageData(0, 0, width, height)
  grain(pixels.data, seed, 4)
  const jpeg = await new Transformer(await png(pixels, width, height)).grayscale().jpeg(46)
  return { jpeg, width, height }
}

/** As from a phone: grain, a warm light from one side, JPEG. */
async function photographed(picture, seed) {
  const { width, height } = picture
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.filter = 'blur(0.6px)'
  context.drawImage(picture, 0, 0)
  context.filter = 'none'
  const light = context.createLinearGradient(0, 0, width, height)
  light.addColorStop(0, 'rgba(255, 236, 200, 0.10)')
  light.addColorStop(1, 'rgba(20, 10, 0, 0.28)')
  context.fillStyle = light
  context.fillRect(0, 0, width, height)
  const pixels = context.getImageData(0, 0, width, height)
  grain(pixels.data, seed, 7)
  return new Transformer(await png(pixels, width, height)).jpeg(72)
}

async function png(pixels, width, height) {
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').putImageData(pixels, 0, 0)
  return canvas.encode('png')
}

function grain(data, seed, strength) {
  let state = seed
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  for (let at = 0; at < data.length; at += 4) {
    const noise = (random() + random() + random() - 1.5) * strength
    for (let colour = 0; colour < 3; colour++)
      data[at + colour] = Math.max(0, Math.min(255, data[at + colour] + noise))
  }
}

/** A PDF whose pages are one JPEG each and hold no text, as scanners write them. */
function pdfOfScans(scans) {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${scans.map((_, page) => `${3 + page * 3} 0 R`).join(' ')}]/Count ${scans.length}>>`,
  ]
  for (const { jpeg, width, height } of scans) {
    const first = objects.length + 1
    const place = `q ${A4_PT.width} 0 0 ${A4_PT.height} 0 0 cm /Scan Do Q`
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${A4_PT.width} ${A4_PT.height}]/Resources<</XObject<</Scan ${first + 2} 0 R>>>>/Contents ${first + 1} 0 R>>`,
    )
    objects.push(stream('', Buffer.from(place)))
    objects.push(
      stream(
        `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`,
        jpeg,
      ),
    )
  }
  const parts = [Buffer.from('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  const offsets = objects.map((body, index) => {
    const offset = parts.reduce((sum, part) => sum + part.length, 0)
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n'))
    return offset
  })
  const xrefAt = parts.reduce((sum, part) => sum + part.length, 0)
  const rows = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${xrefAt}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

function stream(entries, bytes) {
  return Buffer.concat([
    Buffer.from(`<<${entries}/Length ${bytes.length}>>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ])
}
