// npm run bench: figures, each beside a peer or a floor that was measured in the same run.
import { parseArgs } from 'node:util'
import { avatarCosts } from './avatars.ts'
import { classifierQuality } from './classifier-quality.ts'
import { classifierSpeed } from './classifier-speed.ts'
import { replySpeed } from './reply-speed.ts'
import { tagParserSpeed } from './tag-parser.ts'

const HELP = `npm run bench -- [--emotion-data DIR] [--peer-avatar FILE]

Measures, and prints Markdown tables. Exit code 1 where the tag parser takes more of a reply's time than it may.

  --emotion-data DIR  examines the classifier on public data too: goemotions/ and xed-fr/, as
                      scripts/emotion-classifier/README.md describes them
  --peer-avatar FILE  another VRM file, whose drawing time is put beside that of Kira's body`

const { values } = parseArgs({
  options: { 'emotion-data': { type: 'string' }, 'peer-avatar': { type: 'string' }, help: { type: 'boolean' } },
})
if (values.help) {
  console.log(HELP)
} else {
  const { report, isMet } = await tagParserSpeed()
  console.log(report)
  console.log(await replySpeed())
  console.log(classifierSpeed())
  console.log(classifierQuality(values['emotion-data']))
  console.log(await avatarCosts(values['peer-avatar']))
  if (!isMet) process.exitCode = 1
}
