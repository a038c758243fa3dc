/** The emotion room: what is felt, as words and as numbers. Pure: no disk, no network, no clock. */
export { leadingEmotion } from './leading.ts'
export { detectEmotion } from './listen.ts'
export { nameToEmotion, nameToFeeling } from './names.ts'
export { FEELINGS, type FeelingId } from './table.ts'
export { createTagParser } from './tag-parser.ts'
