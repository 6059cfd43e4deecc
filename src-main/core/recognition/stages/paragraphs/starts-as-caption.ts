/** What captions are called, and their number. */
const LABEL =
  /^(?:fig(?:ure|\.)?|table|tab\.|abb(?:ildung|\.)|tabelle|chart|listing|algorithm|scheme|plate|图|表|圖)\s*(?:[A-Z][.-]?)?\d{1,3}(?:[.-]\d{1,3})*[a-z]?/iu
/** A sentence may begin with the same words; but then it goes on in small letters. */
const GOES_ON = /^(?:\s*[.:：|–—]|\s*$|\s*\p{Lu}|\s{2}|\s\p{Script=Han})/u

/** Whether a text begins as captions do: "Figure 3: …", "Abb. 2 Der …", "图 4 …". */
export function startsAsCaption(text: string): boolean {
  const label = LABEL.exec(text)
  return label !== null && GOES_ON.test(text.slice(label[0].length))
}
