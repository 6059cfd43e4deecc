import type { ServedEngineName } from '../../../../src-shared/contract/engine.ts'

/** How one model wants to be asked. */
export interface ServedProfile {
  /** Which of a server's models it is, where it serves several. */
  readonly model: RegExp
  /** Empty where the model was trained without one. */
  readonly prompt: string
  /** Whether it understands prompts of a caller's own. */
  readonly takesPrompts: boolean
  /** What has to stand before the prompt. */
  readonly promptStart: string
  readonly maxSidePx: number
  readonly maxTokens: number
  readonly temperature: number
  readonly topP?: number
  /** Fields that only some servers know. */
  readonly extras?: Readonly<Record<string, unknown>>
}

/** The model's own words for what it was trained to do. */
const DOTS_PROMPT = `Please output the layout information from the PDF image, including each layout element's bbox, its category, and the corresponding text content within the bbox.

1. Bbox format: [x1, y1, x2, y2]

2. Layout Categories: The possible categories are ['Caption', 'Footnote', 'Formula', 'List-item', 'Page-footer', 'Page-header', 'Picture', 'Section-header', 'Table', 'Text', 'Title'].

3. Text Extraction & Formatting Rules:
    - Picture: For the 'Picture' category, the text field should be omitted.
    - Formula: Format its text as LaTeX.
    - Table: Format its text as HTML.
    - All Others (Text, Title, etc.): Format their text as Markdown.

4. Constraints:
    - The output text must be the original text from the image, with no translation.
    - All layout elements must be sorted according to human reading order.

5. Final Output: The entire output must be a single JSON object.
`

const NANONETS_PROMPT =
  'Extract the text from the above document as if you were reading it naturally. Return the tables in html format. ' +
  'Return the equations in LaTeX representation. If there is an image in the document and image caption is not present, ' +
  'add a small description of the image inside the <img></img> tag; otherwise, add the image caption inside <img></img>. ' +
  'Watermarks should be wrapped in brackets. Ex: <watermark>OFFICIAL COPY</watermark>. ' +
  'Page numbers should be wrapped in brackets. Ex: <page_number>14</page_number> or <page_number>9/22</page_number>. ' +
  'Prefer using ☐ and ☑ for check boxes.'

/** How each model is asked, as its authors recommend. */
export const SERVED_PROFILES: Readonly<Record<ServedEngineName, ServedProfile>> = {
  'deepseek-ocr': {
    model: /deepseek.*ocr/i,
    prompt: '<|grounding|>Convert the document to markdown.',
    takesPrompts: true,
    promptStart: '',
    maxSidePx: 1700,
    // Its whole context is 8192, and the page's picture takes some of it.
    maxTokens: 6144,
    temperature: 0,
    extras: {
      // Without its special signs the kinds and places could not be told from text.
      skip_special_tokens: false,
      // Keeps it from repeating itself; <td> and </td> may repeat.
      vllm_xargs: { ngram_size: 30, window_size: 90, whitelist_token_ids: [128_821, 128_822] },
    },
  },
  'nanonets-ocr2': {
    model: /nanonets/i,
    prompt: NANONETS_PROMPT,
    takesPrompts: true,
    promptStart: '',
    maxSidePx: 2048,
    maxTokens: 10_000,
    temperature: 0,
    extras: { repetition_penalty: 1 },
  },
  'dots-ocr': {
    model: /dots/i,
    prompt: DOTS_PROMPT,
    takesPrompts: false,
    // Where it is missing some servers put a line end between picture and words, for which it was not trained.
    promptStart: '<|img|><|imgpad|><|endofimg|>',
    maxSidePx: 2338,
    maxTokens: 16_384,
    temperature: 0.1,
    topP: 0.9,
  },
  'lighton-ocr': {
    model: /lighton/i,
    prompt: '',
    takesPrompts: false,
    promptStart: '',
    maxSidePx: 1540,
    maxTokens: 6500,
    temperature: 0.2,
    topP: 0.9,
  },
}
