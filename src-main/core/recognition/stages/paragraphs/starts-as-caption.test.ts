import { expect, it } from 'vitest'
import { startsAsCaption } from './starts-as-caption.ts'

it.each([
  'Figure 3: The pier',
  'Fig. 2. (a) Depths',
  'Table 12',
  'Table S-4 Boats of the harbour',
  'Abb. 1 Der Hafen',
  'Tabelle 2.1 – Boote',
  '图 2 港口',
  '表3：水深',
])('%s is the start of a caption', text => expect(startsAsCaption(text)).toBe(true))

it.each([
  'Figure 3 shows the pier',
  'Figures of speech',
  'Table tennis',
  'Tab. 4 und 5 zeigen',
  '图2所示的港口',
])('%s is not', text => expect(startsAsCaption(text)).toBe(false))
