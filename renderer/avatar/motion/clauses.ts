/** What ends a clause: a mark of punctuation with what closes it, and a space or nothing more yet. */
const END = /[.!?…,;:。！？，、\n]+["”»)*_]*(?=\s|$)/u

/** Cuts words that come bit by bit into clauses. */
export interface Clauses {
  /** The clauses that end in these words. */
  hear(words: string): string[]
  /** What is left when no more words come. */
  finish(): string[]
}

export function createClauses(): Clauses {
  let open = ''
  return {
    hear(words) {
      open += words
      const clauses: string[] = []
      // A mark at the very end may go on: `…`, `?!`, `3.5`.
      for (let end = END.exec(open); end && end.index + end[0].length < open.length; end = END.exec(open)) {
        clauses.push(open.slice(0, end.index + end[0].length))
        open = open.slice(end.index + end[0].length)
      }
      return clauses
    },
    finish() {
      const rest = open
      open = ''
      return rest.trim() ? [rest] : []
    },
  }
}
