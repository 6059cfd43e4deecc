import type { Archive } from '../archive/open-archive.ts'
import { parseXml } from '../archive/parse-xml.ts'
import {
  childElement,
  childElements,
  descendants,
  textWithin,
  type XmlElement,
} from '../archive/xml-element.ts'

/** A chart by the values that are stored with it. */
export interface Chart {
  readonly title: string
  /** The first row names the series, the first column the categories. */
  readonly rows: readonly (readonly string[])[]
}

const MOST_SERIES = 100
const MOST_POINTS = 2000
const CHARTS = [
  ...['c:barChart', 'c:bar3DChart', 'c:lineChart', 'c:line3DChart', 'c:pieChart', 'c:pie3DChart'],
  ...['c:doughnutChart', 'c:areaChart', 'c:area3DChart', 'c:radarChart', 'c:scatterChart', 'c:bubbleChart'],
  ...['c:ofPieChart', 'c:stockChart', 'c:surfaceChart', 'c:surface3DChart'],
]

/** The chart of a part; undefined where it is of a kind that we don't know or stores no values. */
export async function readChart(archive: Archive, partName: string): Promise<Chart | undefined> {
  const bytes = await archive.read(partName)
  if (!bytes) return undefined
  const chart = childElement(parseXml(bytes), 'c:chart')
  const plots = childElements(childElement(chart, 'c:plotArea')).filter(({ name }) => CHARTS.includes(name))
  const series = plots.flatMap(plot => childElements(plot, 'c:ser')).slice(0, MOST_SERIES)
  if (series.length === 0) return undefined
  const title = descendants(childElement(chart, 'c:title'), 'a:t').map(textWithin).join('')
  return { title: title.trim(), rows: rowsOf(series) }
}

function rowsOf(series: readonly XmlElement[]): readonly (readonly string[])[] {
  const [first] = series
  const categories = pointsOf(childElement(first, 'c:cat') ?? childElement(first, 'c:xVal'))
  const values = series.map(each => pointsOf(childElement(each, 'c:val') ?? childElement(each, 'c:yVal')))
  const names = series.map(each => [...pointsOf(childElement(each, 'c:tx')).values()].join(' '))
  const last = [categories, ...values]
    .flatMap(points => [...points.keys()])
    .reduce((a, b) => Math.max(a, b), -1)
  const rows = Array.from({ length: Math.min(last + 1, MOST_POINTS) }, (_, index) => [
    categories.get(index) ?? '',
    ...values.map(points => points.get(index) ?? ''),
  ])
  return [['', ...names], ...rows]
}

/** Values by their index: those that are missing are gaps. */
function pointsOf(source: XmlElement | undefined): ReadonlyMap<number, string> {
  const points = new Map<number, string>()
  for (const point of descendants(source, 'c:pt')) {
    const index = Number(point.attributes.idx)
    if (Number.isInteger(index) && index >= 0 && index < MOST_POINTS)
      points.set(index, textWithin(childElement(point, 'c:v')).trim())
  }
  if (points.size === 0 && source) {
    const direct = textWithin(childElement(source, 'c:v')).trim()
    if (direct !== '') points.set(0, direct)
  }
  return points
}
