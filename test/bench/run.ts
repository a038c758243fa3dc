// npm run bench: figures, each beside a peer or a floor that was measured in the same run.
import { replySpeed } from './reply-speed.ts'
import { tagParserSpeed } from './tag-parser.ts'

console.log(tagParserSpeed())
console.log(await replySpeed())
