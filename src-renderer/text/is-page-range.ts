const PART = '-?[1-9][0-9]*(\\s*-\\s*-?[1-9][0-9]*)?'
const RANGE = new RegExp(`^\\s*(${PART}(\\s*,\\s*${PART})*)?\\s*$`)

/** Whether text looks like `1,3-5,-2`; empty means all pages. What it means is the server's to say. */
export const isPageRange = (text: string): boolean => RANGE.test(text)
