/** How a text lies in a column. */
export type StoredText = string | Buffer

/**
 * SQLite keeps text as UTF-8, which has no lone surrogates (halves of a character that was cut in two); they would
 * be replaced for good. A text that holds one is kept as UTF-16 bytes instead, so that every string comes back exactly.
 */
export function storeText(text: string): StoredText {
  return text.isWellFormed() ? text : Buffer.from(text, 'utf16le')
}

export function readText(stored: StoredText): string {
  return typeof stored === 'string' ? stored : stored.toString('utf16le')
}
