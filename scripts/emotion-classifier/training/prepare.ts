/**
 * Turns the data into what the training reads. Text becomes features here, by the code that Kira runs, so that
 * training and use can't differ.
 */
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { EMOTIONS } from '../../../electron/contract/index.ts'
import { EKMAN_LABELS } from '../../../electron/emotion/classifier/classification.ts'
import { linearFeatures, networkFeatures } from '../../../electron/emotion/classifier/features.ts'
import { tokensOf } from '../../../electron/emotion/classifier/tokens.ts'
import { type Labelled, readGoEmotions, readKajava, readOwn, readReplies, readXed, rowsOf } from './labelled.ts'

const LANGUAGES = ['en', 'fr']
const OWN = join(import.meta.dirname, '../sentences')
/** What Kira says in the starter model's corpus is tagged, too. */
const TALKS = join(import.meta.dirname, '../../starter-model/corpus')
/** Every tenth of our own sentences is kept from the training, to choose by. */
const DEV_EVERY = 10

/** Lists of numbers of different lengths, one after the other, and where each begins. */
class Ragged {
  readonly #numbers: number[] = []
  readonly #starts = [0]

  push(numbers: readonly number[]): void {
    for (const number of numbers) this.#numbers.push(number)
    this.#starts.push(this.#numbers.length)
  }

  write(path: string): void {
    writeFileSync(`${path}.u32`, Uint32Array.from(this.#numbers))
    writeFileSync(`${path}.starts.u32`, Uint32Array.from(this.#starts))
  }
}

/** Writes everything below `out`; `data` as described in README.md. `vectorOf` gives a word's vector where there is one. */
export function prepare(data: string, out: string, vectors: ReadonlyMap<string, readonly number[]>): void {
  const vocabulary = new Map<string, number>()
  const idOf = (token: string) => vocabulary.get(token) ?? vocabulary.set(token, vocabulary.size).size - 1
  const idsOf = (tokens: readonly string[]) => tokens.map(idOf)

  const own = LANGUAGES.map((language) =>
    readdirSync(join(OWN, language))
      .sort()
      .flatMap((file) => readOwn(join(OWN, language, file))),
  )
  const isDev = (_: Labelled, number: number) => number % DEV_EVERY === 0
  const sets: Record<string, readonly Labelled[]> = {
    'go-train': readGoEmotions(join(data, 'goemotions'), 'train'),
    'go-dev': readGoEmotions(join(data, 'goemotions'), 'dev'),
    'film-train': [
      ...readXed(join(data, 'xed-fr', 'train.tsv')),
      ...readKajava(join(data, 'kajava-fr', 'train.tsv')),
    ].filter(({ kira }) => kira.length > 0),
    'film-dev': readXed(join(data, 'xed-fr', 'dev.tsv')).filter(({ kira }) => kira.length > 0),
    'talk-train': LANGUAGES.flatMap((language) => readReplies(join(TALKS, language))),
    'own-en-train': (own[0] ?? []).filter((sentence, number) => !isDev(sentence, number)),
    'own-en-dev': (own[0] ?? []).filter(isDev),
    'own-fr-train': (own[1] ?? []).filter((sentence, number) => !isDev(sentence, number)),
    'own-fr-dev': (own[1] ?? []).filter(isDev),
  }
  for (const [name, sentences] of Object.entries(sets)) {
    const [tokens, linear, labels] = [new Ragged(), new Ragged(), new Ragged()]
    for (const { text, kira, ekman, goEmotions } of sentences) {
      const found = tokensOf(text)
      tokens.push(idsOf(found))
      linear.push(linearFeatures(found))
      labels.push([
        bits(kira.map((label) => EMOTIONS.indexOf(label))),
        bits(ekman.map((label) => EKMAN_LABELS.indexOf(label))),
        bits(goEmotions),
      ])
    }
    tokens.write(join(out, `${name}.tokens`))
    linear.write(join(out, `${name}.linear`))
    labels.write(join(out, `${name}.labels`))
  }

  const sides = [new Ragged(), new Ragged()]
  for (const pair of rowsOf(join(data, 'tatoeba-en-fr', 'en-fr.tsv'))) {
    for (const [i, side] of sides.entries()) side.push(idsOf(tokensOf(pair[i] ?? '')))
  }
  sides[0]?.write(join(out, 'pairs-en.tokens'))
  sides[1]?.write(join(out, 'pairs-fr.tokens'))

  writeVocabulary([...vocabulary.keys()], out, vectors)
}

function writeVocabulary(
  tokens: readonly string[],
  out: string,
  vectors: ReadonlyMap<string, readonly number[]>,
): void {
  const [words, parts, known, values]: [number[], Ragged, number[], number[]] = [[], new Ragged(), [], []]
  for (const [id, token] of tokens.entries()) {
    const [features] = networkFeatures([token])
    words.push(features?.word ?? 0)
    parts.push(features?.parts ?? [])
    const vector = vectors.get(token)
    if (!vector) continue
    known.push(id)
    for (const value of vector) values.push(value)
  }
  writeFileSync(join(out, 'vocabulary.words.u32'), Uint32Array.from(words))
  parts.write(join(out, 'vocabulary.parts'))
  writeFileSync(join(out, 'vectors.ids.u32'), Uint32Array.from(known))
  writeFileSync(join(out, 'vectors.f32'), Float32Array.from(values))
}

const bits = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum | (1 << number), 0) >>> 0
