import { encodeGlb } from '../../scripts/avatar/glb.ts'

/** A document that a test takes apart. */
export type Json = Record<string, unknown>

/** The document and the bytes of a GLB file. */
export function takeApart(file: Buffer): { document: Json; data: Buffer } {
  const length = file.readUInt32LE(12)
  return { document: JSON.parse(file.toString('utf8', 20, 20 + length)) as Json, data: file.subarray(28 + length) }
}

/** A GLB file whose JSON is changed at a path, such as `nodes.0.children`; `undefined` takes away what is there. */
export function withJson(file: Buffer, path: string, value: unknown): Buffer {
  const { document, data } = takeApart(file)
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const parent = keys.reduce<Json>((part, key) => part[key] as Json, document)
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return encodeGlb(document, Buffer.from(data))
}

/** A GLB file with any text in place of its JSON. */
export function withText(file: Buffer, json: string): Buffer {
  const marker = { text: '@' }
  const whole = encodeGlb(marker, takeApart(file).data)
  const old = JSON.stringify(marker)
  const padded = json.padEnd(Math.ceil(Buffer.byteLength(json) / 4) * 4 - Buffer.byteLength(json) + json.length)
  const oldLength = Math.ceil(old.length / 4) * 4
  const made = Buffer.concat([whole.subarray(0, 20), Buffer.from(padded), whole.subarray(20 + oldLength)])
  made.writeUInt32LE(made.length, 8)
  made.writeUInt32LE(Buffer.byteLength(padded), 12)
  return made
}
