/** What the window's page may load, in the window and in a browser alike: itself, and nothing from elsewhere. */
export const PAGE_POLICY = [
  "default-src 'none'",
  // WebAssembly: pdf.js decodes JPEG 2000 and JBIG2 with it.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** What a reply that is no page may load, should a browser ever show it as one. */
export const REPLY_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
