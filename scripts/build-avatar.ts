import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildVrm } from './avatar/vrm.ts'

const HELP = `Builds Kira's body.

  npm run build:avatar [-- --out FILE]

  --out FILE   where to write it (default: data/avatars/kira.vrm)
  --help       shows this

The shapes, colours and expressions are in scripts/avatar/. The same sources give the same bytes.`

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(import.meta.dirname, '../data/avatars/kira.vrm') },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(HELP)
} else {
  const { file, triangles } = buildVrm()
  mkdirSync(path.dirname(values.out), { recursive: true })
  writeFileSync(values.out, file)
  console.log(`${path.relative('.', values.out)}: ${triangles} triangles, ${Math.ceil(file.length / 1000)} kB`)
}
