/** A picture that any reader of Markdown or HTML can show. */
export interface PreparedPicture {
  readonly bytes: Uint8Array
  readonly extension: 'png' | 'jpg'
  readonly widthPx: number
  readonly heightPx: number
}

/** Makes a picture out of a document fit to be kept: PNG and JPEG stay as they are. Undefined for what can't be shown. */
export type PreparePicture = (bytes: Uint8Array) => Promise<PreparedPicture | undefined>
