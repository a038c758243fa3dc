import type { LlamaModel } from 'node-llama-cpp'
import { beforeAll, describe, expect, it } from 'vitest'
import { EMOTIONS } from '../../electron/contract/emotion.ts'
import { loadModel, talk } from '../../scripts/starter-model/eval/kira.ts'
import { STARTER } from './starter.ts'

const TAG = new RegExp(`^\\[(${EMOTIONS.join('|')})\\] \\S`)

const SMALL_TALK = {
  en: ['hello', 'I am so sad today', 'tell me a joke', 'what is the capital of Peru?', 'thank you', 'good night'],
  fr: ['bonjour', 'je suis triste', 'raconte-moi une blague', 'combien font 18 fois 7 ?', 'merci', 'bonne nuit'],
}

let model: LlamaModel
beforeAll(async () => {
  model = await loadModel(STARTER)
})

describe.each(['en', 'fr'] as const)('in %s, the starter model', (language) => {
  it('begins with what she feels and ends by herself', async () => {
    for (const { text, stopReason } of await talk(model, language, SMALL_TALK[language])) {
      expect(text).toMatch(TAG)
      expect(stopReason).toBe('eogToken')
    }
  })

  it('answers the same each time when greedy', async () => {
    const says = SMALL_TALK[language].slice(0, 3)
    expect(await talk(model, language, says)).toEqual(await talk(model, language, says))
  })

  it('says so when something is beyond her', async () => {
    const [reply] = await talk(model, language, SMALL_TALK[language].slice(3, 4))
    expect(reply?.text).toContain(
      language === 'en' ? 'I only have my small starter mind here.' : "je n'ai que mon petit esprit de départ.",
    )
  })
})
