/** The properties of each paragraph in the text of a Word document. */
export const PARAGRAPH_PROPERTIES = /<w:pPr\b[^>]*>(?:(?!<\/?w:pPr\b)[\s\S])*<\/w:pPr>/g
