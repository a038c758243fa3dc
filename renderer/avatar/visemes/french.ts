import type { Rule } from './sounds.ts'

/** After a vowel, n and m are said through the nose, unless another vowel, or another one of them, follows. */
const NASAL = '[nm](?![aeiouyàâæéèêëîïôœùûnmh])'
const END = '(?!\\p{L})'

/** How French letters sound, roughly: what lips show of it. The first rule that fits holds. */
export const FRENCH: readonly Rule[] = [
  ['eaux?|aux?', 'oh'],
  [`oi${NASAL}`, 'ou', 'ee'],
  ['oi|oî|oy', 'ou', 'aa'],
  ['ou|où|oû|oo', 'ou'],
  ['œu|eu|œ', 'eu'],
  [`ie${NASAL}`, 'ih', 'ee'],
  [`(?:ai|ei|i|y|u)${NASAL}`, 'ee'],
  [`[ae]${NASAL}`, 'aa'],
  [`o${NASAL}`, 'oh'],
  ['ai|aî|ei|ay|ey', 'ee'],
  [`e[rz]${END}`, 'ee'],
  // “Elle”, “mangues”, but not “le” nor “les”.
  [`(?<=\\p{L}{2})es?${END}`],
  [`[dtsxzp]${END}`],
  [`[dtsxzp](?=[dts]${END})`],
  ['gn', 'behind', 'ih'],
  ['(?<=i)ll', 'ih'],
  ['ch|sh|j|g(?=[eiyéèêî])', 'forward'],
  ['qu|gu(?=[eiyéèê])', 'behind'],
  ['ph', 'teeth'],
  ['[aàâ]', 'aa'],
  // Like “elle” and “mer”: before two consonants or a last one, an e is open.
  [`[éèêëæ]|e(?=[bcdfgklmnprstvxz]{2}|[cdfglrstx]${END})`, 'ee'],
  ['e', 'schwa'],
  ['[iîïy]', 'ih'],
  ['[oô]', 'oh'],
  // A French u is an i said with the lips of an ou.
  ['[uùûüw]', 'ou'],
  ['[mbp]', 'shut'],
  ['[fv]', 'teeth'],
  ['h'],
  ['[cçdgklnñqrstxz]', 'behind'],
]
