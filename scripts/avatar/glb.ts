/** A binary glTF file: a header, the document as JSON, and its bytes (glTF 2.0, section 4). */
export function encodeGlb(document: object, data: Buffer): Buffer {
  const chunks = Buffer.concat([chunk('JSON', Buffer.from(JSON.stringify(document)), 0x20), chunk('BIN\0', data, 0)])
  const header = Buffer.alloc(12)
  header.write('glTF')
  header.writeUInt32LE(2, 4)
  header.writeUInt32LE(header.length + chunks.length, 8)
  return Buffer.concat([header, chunks])
}

/** A chunk, filled up to a multiple of 4 bytes. */
function chunk(type: string, content: Buffer, filler: number): Buffer {
  const padded = Buffer.concat([content, Buffer.alloc((4 - (content.length % 4)) % 4, filler)])
  const head = Buffer.alloc(8)
  head.writeUInt32LE(padded.length)
  head.write(type, 4)
  return Buffer.concat([head, padded])
}
