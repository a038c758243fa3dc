/**
 * One line of JSON for each line of UTF-8 text, as soon as it is there. A line ends with LF or CRLF and with nothing else;
 * the last one need not end.
 */
export async function* jsonLines(
  bytes: AsyncIterable<Uint8Array>,
  classify: (line: string) => object,
): AsyncGenerator<string, void> {
  for await (const line of lines(bytes)) yield `${JSON.stringify(classify(line))}\n`
}

async function* lines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of bytes) {
    const [first = '', ...more] = decoder.decode(chunk, { stream: true }).split('\n')
    rest += first
    for (const next of more) {
      yield withoutReturn(rest)
      rest = next
    }
  }
  rest += decoder.decode()
  if (rest !== '') yield withoutReturn(rest)
}

const withoutReturn = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line)
