/** Old programs put the name of the picture's file here, which describes nothing. */
const FILE_NAME = /^\S+\.(png|jpe?g|gif|bmp|emf|wmf|tiff?|svg)$/i

/** What programs add to the descriptions that they make up. */
const MADE_UP = /\s*(?:Description automatically generated.*|AI-generated content may be incorrect\.?)$/i

/** What a document says that a picture shows, without what only its program says. */
export function tidyDescription(description: string): string {
  const tidy = description.replace(/\s+/g, ' ').replace(MADE_UP, '').trim()
  return FILE_NAME.test(tidy) ? '' : tidy
}
