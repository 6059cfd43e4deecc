/** The end of a Markdown link to a figure, with its name; the folder before it is anybody's. */
const FIGURE_LINK = /\/(page-\d{6}-figure-\d{1,4}\.(?:png|jpg))\)/g

/** The names of the figures to which a piece of our Markdown links, in its order. */
export function figuresLinkedIn(markdown: string): string[] {
  return [...markdown.matchAll(FIGURE_LINK)].flatMap(([, name]) => name ?? [])
}

/** The folder beside a Markdown file that holds its figures: each document has its own. `stem` is the name without extension. */
export const figureFolder = (stem: string): string => `${stem.replace(/[\\/]/g, '_')}-images`
