/** How far a cut may move to meet a space, in UTF-16 code units. */
const REACH = 24

/** The place at or before `index` where a text may be cut: after a space if one is near, never inside a character. */
export function cutBefore(text: string, index: number): number {
  if (index >= text.length) return text.length
  const space = text.lastIndexOf(' ', index)
  if (space > index - REACH && space > 0) return space
  return isLowSurrogate(text, index) ? index - 1 : index
}

/** The place at or after `index` where a text may be cut: at a word's start if one is near, never inside a character. */
export function cutAfter(text: string, index: number): number {
  if (index <= 0) return 0
  const space = text.indexOf(' ', index - 1)
  if (space !== -1 && space < index + REACH) return space + 1
  return isLowSurrogate(text, index) ? index + 1 : index
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  return unit >= 0xdc00 && unit <= 0xdfff
}
