import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EMOTIONS, type Emotion } from '../../../electron/contract/index.ts'
import { EKMAN_LABELS, type EkmanLabel } from '../../../electron/emotion/classifier/classification.ts'

/** A sentence and what its makers say is felt in it; empty where they don't say. */
export interface Labelled {
  readonly text: string
  readonly kira: readonly Emotion[]
  readonly ekman: readonly EkmanLabel[]
  /** Numbers of GoEmotions' own 28 labels. */
  readonly goEmotions: readonly number[]
}

/** Which of GoEmotions' 28 labels a companion would call what. Curiosity and confusion are no surprise to her. */
const GO_TO_KIRA: Readonly<Record<Emotion, string>> = {
  happy: 'joy amusement excitement pride admiration love gratitude',
  relaxed: 'relief caring approval optimism',
  sad: 'sadness grief disappointment remorse embarrassment',
  angry: 'anger annoyance disapproval',
  disgust: 'disgust',
  fear: 'fear nervousness',
  surprised: 'surprise realization',
  neutral: 'neutral curiosity confusion desire',
}
/** XED's labels are Plutchik's, by number; anticipation (2) is no feeling of hers. */
const XED_TO_KIRA: Readonly<Record<string, Emotion>> = {
  0: 'neutral',
  1: 'angry',
  3: 'disgust',
  4: 'fear',
  5: 'happy',
  6: 'sad',
  7: 'surprised',
  8: 'relaxed',
}
const KAJAVA_TO_KIRA: Readonly<Record<string, Emotion>> = {
  ang: 'angry',
  dis: 'disgust',
  fea: 'fear',
  joy: 'happy',
  sad: 'sad',
  sur: 'surprised',
  tru: 'relaxed',
}

/** Rows of a tab-separated file without quoting. */
export function rowsOf(path: string): string[][] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.map((line) => line.replace(/\r$/, '').split('\t')).filter((row) => row.length > 1)
}

export function readGoEmotions(folder: string, split: 'train' | 'dev'): Labelled[] {
  const names = labelNames(join(folder, 'original', 'labels.txt'))
  const ekmanNames = labelNames(join(folder, 'ekman', 'labels.txt'))
  const ekmanById = new Map(rowsOf(join(folder, 'ekman', `${split}.tsv`)).map(([, ids = '', id = '']) => [id, ids]))
  const kiraOf = (number: number) =>
    EMOTIONS.filter((emotion) => GO_TO_KIRA[emotion].split(' ').includes(names[number] ?? ''))
  return rowsOf(join(folder, 'original', `${split}.tsv`)).map(([text = '', ids = '', id = '']) => {
    const goEmotions = numbersOf(ids)
    const ekman = numbersOf(ekmanById.get(id) ?? '').map((number) => ekmanNames[number])
    return {
      text,
      goEmotions,
      kira: [...new Set(goEmotions.flatMap(kiraOf))],
      ekman: EKMAN_LABELS.filter((label) => ekman.includes(label)),
    }
  })
}

export function readXed(path: string): Labelled[] {
  return rowsOf(path).map(([text = '', ids = '']) =>
    labelledKira(
      text,
      ids.split(', ').flatMap((id) => XED_TO_KIRA[id] ?? []),
    ),
  )
}

export function readKajava(path: string): Labelled[] {
  return rowsOf(path).map(([text = '', label = '']) => labelledKira(text, [KAJAVA_TO_KIRA[label] ?? []].flat()))
}

/** Our own sentences: label, who says it, sentence. */
export function readOwn(path: string): Labelled[] {
  return rowsOf(path).map(([label = '', , text = '']) =>
    labelledKira(
      text,
      EMOTIONS.filter((emotion) => emotion === label),
    ),
  )
}

/**
 * What Kira says in the starter model's corpus, sentence group by sentence group, with the tag in front of each. Of alternatives
 * inside a sentence the first is taken; a slot becomes a word of its list, or stands for itself.
 */
export function readReplies(folder: string): Labelled[] {
  const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'))
  const lists = new Map(
    files.flatMap((text) => [...text.matchAll(LIST)]).map(([, name = '', words = '']) => [name, words]),
  )
  const replies = files.flatMap((text) => [...text.matchAll(/^< (.*)$/gm)]).map(([, reply = '']) => firstOfEach(reply))
  return replies.flatMap((reply) =>
    [...reply.matchAll(TAGGED)].map(([, tag, text = '']) =>
      labelledKira(
        text.replace(SLOT, (_, name: string) => lists.get(name)?.split('|')[0]?.trim() ?? name).trim(),
        EMOTIONS.filter((emotion) => emotion === tag),
      ),
    ),
  )
}

const LIST = /^\$(\p{L}+) [=~] (.*)$/gmu
const SLOT = /\$(\p{L}+)\d?/gu
const TAGGED = /\[([a-z]+)\] ([^[]+)/g

/** `I'm {so |very |}tired` as `I'm so tired`; braces nest. */
function firstOfEach(pattern: string): string {
  const inner = /\{([^{}|]*)[^{}]*\}/
  let text = pattern
  while (inner.test(text)) text = text.replace(inner, '$1')
  return text.split(' | ')[0] ?? text
}

function labelledKira(text: string, kira: readonly Emotion[]): Labelled {
  return { text, kira, ekman: [], goEmotions: [] }
}

const labelNames = (path: string) => readFileSync(path, 'utf8').trim().split(/\r?\n/)
const numbersOf = (ids: string) => (ids === '' ? [] : ids.split(',').map(Number))
