import { withFrenchSpaces } from './french-spaces.ts'

/** A part of a Markdown text, as far as it matters here (https://github.com/syntax-tree/mdast). */
interface Part {
  readonly type: string
  value?: string
  readonly children?: readonly Part[]
}

/** Sets the spaces of a French reply's words, and leaves code, links' addresses and raw HTML as they are. */
export function remarkFrenchSpaces(): (part: Part) => void {
  return function setSpaces(part) {
    if (part.type === 'text' && part.value !== undefined) part.value = withFrenchSpaces(part.value)
    part.children?.forEach(setSpaces)
  }
}
