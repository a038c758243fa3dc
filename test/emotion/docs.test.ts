import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { EMOTIONS } from '../../electron/contract/index.ts'
import { FEELINGS, riseSeconds } from '../../electron/emotion/table.ts'
import { parse } from './parse.ts'

const page = readFileSync(new URL('../../docs/emotions.md', import.meta.url), 'utf8')
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) =>
    line
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim())
      .slice(1, -1),
  )

it('the page about emotions has the table of emotions', () => {
  const shown = rows.filter(([name]) => EMOTIONS.some((emotion) => emotion === name))
  const expected = EMOTIONS.map((emotion) => {
    const { valence, arousal, dominance } = FEELINGS[emotion].place
    const finer = Object.entries(FEELINGS).filter(([id, { face }]) => face === emotion && id !== emotion)
    const place = [valence, arousal, dominance].map((number) => String(number).replace('-', '−'))
    return [emotion, ...place, `${riseSeconds(emotion)} s`, finer.map(([id]) => id).join(', ')]
  })
  expect(shown).toEqual(expected)
})

it('and only forms that the tag parser takes', () => {
  const forms = rows
    .filter((row) => row.length === 2)
    .flatMap(([, examples = '']) => [...examples.matchAll(/`([^`]+)`/g)])
  expect(forms.length).toBeGreaterThan(10)
  for (const [, form = ''] of forms)
    expect(parse(`${form.replaceAll('\\', '')} Hi.`), form).toMatchObject([{ text: 'Hi.' }])
})
