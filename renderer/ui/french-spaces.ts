/** The narrow no-break space that stands before `?`, `!` and `;`, and the wide one of `:` and guillemets, in French. */
const NARROW = '\u202f'
const WIDE = '\u00a0'

/**
 * A French text with no-break spaces for the plain ones before `? ! ; : »` and after `«`, so that no line begins or ends
 * with a sign alone. For showing only: what is kept and copied has the spaces that were written.
 */
export const withFrenchSpaces = (text: string): string =>
  text.replace(/ (?=[?!;])/g, NARROW).replace(/ (?=[:»])|(?<=«) /g, WIDE)

/** A shown text with plain spaces in those places again. */
export const withPlainSpaces = (text: string): string =>
  text.replace(/\u202f(?=[?!;])|\u00a0(?=[:»])|(?<=«)\u00a0/g, ' ')
