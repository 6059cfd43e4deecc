import { expect, test } from 'vitest'
import { tesseractLines } from './tesseract-lines.ts'

const TSV = `level	page_num	block_num	par_num	line_num	word_num	left	top	width	height	conf	text
1	1	0	0	0	0	0	0	400	200	-1	
4	1	1	1	1	0	10	20	120	22	-1	
5	1	1	1	1	1	10	20	50	20	96.5	Hello
5	1	1	1	1	2	70	22	60	20	50	world
5	1	1	1	2	1	10	60	5	20	95	 
5	1	1	1	3	1	12	90	30	18	-1	end
`

test('words of one line stand together, empty ones are left out', () => {
  const lines = tesseractLines(TSV)

  expect(lines.map(line => line.words.map(word => word.text))).toEqual([['Hello', 'world'], ['end']])
  expect(lines[0]?.box).toEqual({ left: 10, top: 20, right: 130, bottom: 42 })
})

test('confidence counts from 0 to 1', () => {
  const confidences = tesseractLines(TSV).flatMap(line => line.words.map(word => word.confidence))

  expect(confidences).toEqual([0.965, 0.5, 0])
})
