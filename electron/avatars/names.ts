/** What a file is called in texts: without folder, without signs that would turn or break what stands around it. */
export function fileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? ''
  return plain(last, 80) || '?'
}

/** A file's name without its ending, for something that has no other name. */
export function nameWithoutEnding(name: string): string {
  return fileName(name).replace(/(.)\.[^.]*$/, '$1')
}

/** A text from outside as one line that can stand among others: cut, and without control signs. */
export function plain(text: string, limit: number): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .trim()
    .slice(0, limit)
}
