/**
 * Turns the model's raw text into segments `{ text, emotion, intensity }` while it arrives.
 *
 * What can be a tag is held back (at most `LONGEST_TAG` characters); everything else is released at once. Tags are
 * taken out, with the white space that would then stand doubled or first; no other character is lost or changed.
 * A tag may stand inside another: inner ones are taken out first, as if they had never been there. `[happy](url)` is
 * a link, so a bracket waits for the character after it. Code and what a backslash escapes is never a tag.
 *
 * A tag holds until the next one, with the intensity that it names or a moderate one. As long as a reply has none, the
 * emotion emoji in its text set the emotion from themselves on. Before either, nothing is told (see untagged.ts).
 */
import { type Emotion, type Felt, feelsSame, MODERATE_INTENSITY, type Segment } from '../contract/index.ts'
import { emojiToEmotion } from './names.ts'
import { ShownText } from './shown-text.ts'
import { FEELINGS } from './table.ts'
import { OPENERS, readTag, type TagReading } from './tag-forms.ts'

/** In UTF-16 code units. What is longer is text. */
export const LONGEST_TAG = 64

export interface ParsedSegment extends Segment {
  /** Whether a tag or an emoji has told what is felt. */
  readonly told: boolean
}

interface TagParser {
  /** Takes the next piece of the raw text, cut anywhere, and returns what can be shown. */
  push(chunk: string): ParsedSegment[]
  /** Takes the end of the text and returns the rest. A parser is for one reply. */
  end(): ParsedSegment[]
}

/** A text that may become a tag. */
interface Candidate {
  /** From its opening character on, without the tags that were inside. */
  text: string
  readonly atSentenceStart: boolean
  heldTag: boolean
  /** Set when it is complete but a link may still follow. */
  tag?: Exclude<TagReading, 'text' | 'unfinished'>
}

/** @param options.initial the emotion before the first tag or emoji; neutral where not given */
export function createTagParser({ initial = 'neutral' }: { initial?: Emotion } = {}): TagParser {
  const shown = new ShownText()
  /** Outermost first; each one began inside the one before. */
  const candidates: Candidate[] = []
  let felt: Felt = { emotion: initial, intensity: MODERATE_INTENSITY }
  let isTagged = false
  let told = false
  /** White space before the first character: dropped if a tag comes first, shown if text does. */
  let lead = ''
  let afterTag = false
  /** The first half of a surrogate pair whose second half has not come yet. */
  let half = ''
  let segments: ParsedSegment[] = []

  function take(character: string): void {
    if (candidates.at(-1)?.tag && character !== '(') removeTag()
    if (afterTag) {
      const isDropped = isSuperfluous(character)
      // One line break at most goes with a tag: a second one parts paragraphs.
      afterTag = isWhite(character) && (character !== '\n' || shown.isEmpty)
      if (isDropped) return
    }
    const innermost = candidates.at(-1)
    if (!innermost && shown.protects(character)) show(character)
    else if (begins(character)) open(character)
    else if (innermost) extend(innermost, character)
    else show(character)
  }

  function begins(character: string): boolean {
    if (!OPENERS.includes(character)) return false
    if (character === '{') return shown.isEmpty && candidates.length === 0
    return character !== '*' || !candidates.at(-1)?.text.startsWith('*')
  }

  function open(character: string): void {
    candidates.push({ text: character, atSentenceStart: shown.atSentenceStart, heldTag: false })
    keepShort()
  }

  function extend(innermost: Candidate, character: string): void {
    innermost.text += character
    const reading = readTag(innermost.text, innermost)
    if (reading === 'unfinished') keepShort()
    else if (reading === 'text') candidates.splice(0).forEach(showCandidate)
    else {
      innermost.tag = reading
      if (!innermost.text.startsWith('[')) removeTag()
    }
  }

  /** Takes the innermost candidate, which is a complete tag, out of the text. */
  function removeTag(): void {
    const removed = candidates.pop()
    if (removed?.tag && removed.tag !== 'shell') {
      felt = { emotion: FEELINGS[removed.tag.feeling].face, intensity: removed.tag.intensity }
      isTagged = true
      told = true
    }
    const outer = candidates.at(-1)
    if (outer) outer.heldTag = true
    else if (shown.isEmpty) lead = ''
    afterTag = true
  }

  /** Whether a character after a tag would stand doubled, or first in the reply. */
  function isSuperfluous(character: string): boolean {
    if (!isWhite(character)) return false
    const before = candidates.at(-1)?.text.at(-1) ?? shown.last
    return before === '' || (character === '\n' ? before === '\n' : isWhite(before))
  }

  function keepShort(): void {
    while (candidates.reduce((length, { text }) => length + text.length, 0) > LONGEST_TAG) {
      const outermost = candidates.shift()
      if (outermost) showCandidate(outermost)
    }
  }

  function showCandidate({ text }: Candidate): void {
    for (const character of text) show(character)
  }

  function show(character: string): void {
    if (shown.isEmpty && isWhite(character) && lead.length < LONGEST_TAG) {
      lead += character
      return
    }
    const text = lead + character
    lead = ''
    for (const next of text) shown.write(next)
    const emoji = isTagged || shown.inCode ? undefined : emojiToEmotion(character)
    if (emoji) {
      felt = { emotion: emoji, intensity: MODERATE_INTENSITY }
      told = true
    }
    const segment = segments.at(-1)
    if (segment?.told === told && feelsSame(segment, felt)) segment.text += text
    else segments.push({ text, ...felt, told })
  }

  function release(): ParsedSegment[] {
    const released = segments
    segments = []
    return released
  }

  return {
    push(chunk) {
      const text = half + chunk
      const end = /[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length
      half = text.slice(end)
      for (const character of text.slice(0, end)) take(character)
      return release()
    },
    end() {
      if (half) take(half)
      half = ''
      if (candidates.at(-1)?.tag) removeTag()
      for (const candidate of candidates.splice(0)) {
        if (!candidate.tag) showCandidate(candidate)
      }
      if (lead) segments.push({ text: lead, ...felt, told })
      lead = ''
      return release()
    },
  }
}

const isWhite = (character: string) => /\s/.test(character)
