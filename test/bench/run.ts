// npm run bench: figures, each beside a peer or a floor that was measured in the same run.
import { parseArgs } from 'node:util'
import { avatarCosts } from './avatars.ts'
import { classifierQuality } from './classifier-quality.ts'
import { classifierSpeed } from './classifier-speed.ts'
import { firstToken } from './first-token.ts'
import { loading } from './loading.ts'
import { replySpeed } from './reply-speed.ts'
import { stopping } from './stopping.ts'
import { tagParserSpeed } from './tag-parser.ts'

const HELP = `npm run bench -- [--emotion-data DIR] [--model FILE] [--peer-avatar FILE]

Measures, and prints Markdown tables. Exit code 1 where the tag parser takes more of a reply's time than it may.

  --emotion-data DIR  examines the classifier on public data too: goemotions/ and xed-fr/, as
                      scripts/emotion-classifier/README.md describes them
  --model FILE        another model, for the parts about models; LLAMA_BENCH=PATH puts llama.cpp's own bench beside it
  --peer-avatar FILE  another VRM file, whose drawing time is put beside that of Kira's body`

const { values } = parseArgs({
  options: {
    'emotion-data': { type: 'string' },
    model: { type: 'string' },
    'peer-avatar': { type: 'string' },
    help: { type: 'boolean' },
  },
})
if (values.help) {
  console.log(HELP)
} else {
  const { report, isMet } = await tagParserSpeed()
  console.log(report)
  console.log(await replySpeed(values.model))
  console.log(await firstToken(values.model))
  console.log(await stopping(values.model))
  console.log(await loading(values.model))
  console.log(classifierSpeed())
  console.log(classifierQuality(values['emotion-data']))
  console.log(await avatarCosts(values['peer-avatar']))
  if (!isMet) process.exitCode = 1
}
