import { parseArgs } from 'node:util'
import type { LlamaModel } from 'node-llama-cpp'
import { EMOTIONS } from '../../../electron/contract/emotion.ts'
import { type Language, loadModel, type Reply, talk } from './kira.ts'
import { NAMES, PROMPTS } from './prompts.ts'

const HELP = `Asks the starter model what its training never showed it, and prints a table for its card.

  node scripts/starter-model/eval/evaluate.ts [--model FILE] [--verbose]

--verbose prints each talk that went wrong.`

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'models/kira-starter.gguf' },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
})
if (values.help) {
  console.log(HELP)
  process.exit()
}

/** How often something went well. */
class Score {
  good = 0
  all = 0

  count(good: boolean, says: readonly string[], reply: Reply | undefined): void {
    this.all++
    if (good) this.good++
    else if (values.verbose) console.error(`✗ ${says.join(' / ').replaceAll('\n', ' ')}\n    ${reply?.text}`)
  }

  toString(): string {
    return `${Math.round((100 * this.good) / this.all)} % of ${this.all}`
  }
}

const TAG = new RegExp(`^\\[(${EMOTIONS.join('|')})\\] `)
const FRENCH = /\b(je|tu|est|et|le|la|les|un|une|ton|ta|que|quoi|pas|oui|toi|moi)\b/gi
const ENGLISH = /\b(I|you|is|and|the|a|your|what|not|yes|me|it|my|that|do)\b/gi

const model = await loadModel(values.model)
const columns = { en: await examine(model, 'en'), fr: await examine(model, 'fr') }
console.log('| | English | French |\n|---|---|---|')
for (const [row, score] of Object.entries(columns.en))
  console.log(`| ${row} | ${score} | ${columns.fr[row as keyof typeof columns.en]} |`)

async function examine(model: LlamaModel, language: Language) {
  const scores = {
    'begins with a tag': new Score(),
    'ends by itself': new Score(),
    'speaks the language': new Score(),
    'the tag fits the feeling': new Score(),
    'copies an unseen name from the talk': new Score(),
    'copies an unseen name from the memory block': new Score(),
    'beyond its world, the honest sentence': new Score(),
  }
  const prompts = PROMPTS[language]

  /** The last reply of a talk, whose form counts whatever it says. */
  async function ask(says: readonly string[]): Promise<Reply> {
    const reply = (await talk(model, language, says)).at(-1) as Reply
    const [french, english] = [FRENCH, ENGLISH].map((words) => reply.text.match(words)?.length ?? 0)
    scores['begins with a tag'].count(TAG.test(reply.text), says, reply)
    scores['ends by itself'].count(reply.stopReason === 'eogToken', says, reply)
    const fits = language === 'fr' ? (french ?? 0) >= (english ?? 0) : (english ?? 0) >= (french ?? 0)
    scores['speaks the language'].count(fits, says, reply)
    return reply
  }

  for (const [say, tags] of prompts.feelings) {
    const reply = await ask([say])
    const tag = TAG.exec(reply.text)?.[1] ?? 'none'
    scores['the tag fits the feeling'].count(tags.split(' ').includes(tag), [say], reply)
  }
  for (const [tell, question] of prompts.copies) {
    for (const name of NAMES) {
      const told = tell.replace('%', name)
      const inTalk = [told, question]
      const reply = await ask(inTalk)
      scores['copies an unseen name from the talk'].count(reply.text.includes(name), inTalk, reply)
      const fromMemory = [`<memory>\n2026-11-12 user: ${told}\n</memory>\n${question}`]
      const remembered = await ask(fromMemory)
      scores['copies an unseen name from the memory block'].count(
        remembered.text.includes(name),
        fromMemory,
        remembered,
      )
    }
  }
  for (const say of prompts.beyond) {
    const reply = await ask([say])
    scores['beyond its world, the honest sentence'].count(reply.text.includes(prompts.honest), [say], reply)
  }
  return scores
}
