/**
 * Enough for reading, in light and dark, and on paper. On pages that have letters from right to left each paragraph runs
 * as its first letter does: to look for it costs a browser minutes in a paragraph of 10 MB. Columns of tables stand as on
 * the page.
 */
export const HTML_STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.6em 0 0.6em; }
table { display: block; overflow-x: auto; border-collapse: collapse; margin: 1.2em 0; }
th, td { border: 1px solid #8888; padding: 0.3em 0.6em; text-align: start; vertical-align: top; }
th { background: #8882; }
.two-ways :is(p, li, th, td, h1, h2, h3, h4, h5, h6, figcaption) { unicode-bidi: plaintext; }
[dir="rtl"] table { direction: ltr; }
pre { overflow-x: auto; padding: 0.8em 1em; background: #8882; border-radius: 4px; }
img { max-width: 100%; height: auto; }
figure { margin: 1.2em 0; }
ul.marked { list-style: none; }
.caption, .note { font-size: 0.9em; }
.caption { opacity: 0.85; }
.gap { border-inline-start: 4px solid #c60; padding-inline-start: 0.8em; }
@media print { main { max-width: none; padding: 0; } }
`
