import { readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { z } from 'zod'
import type { ModelKind } from '../contract/index.ts'
import { walk } from './walk.ts'

/** A manifest names a handful of layers; what is larger is something else. In bytes. */
const LARGEST_MANIFEST = 1024 * 1024

const manifestSchema = z.object({
  layers: z.array(z.object({ mediaType: z.string(), digest: z.string() })),
})

/** What a layer is, by the end of its media type; null where the file itself tells. Other layers are no models. */
const KINDS: Record<string, ModelKind | null> = {
  'application/vnd.ollama.image.model': null,
  'application/vnd.ollama.image.projector': 'vision',
  'application/vnd.ollama.image.adapter': 'adapter',
}
const DIGEST = /^sha256:([0-9a-f]{64})$/

/** The models of Ollama's folder: `manifests/<host>/<namespace>/<model>/<tag>` says what each blob is. */
export async function* ollamaModels(
  folder: string,
): AsyncGenerator<{ path: string; name: string; kind: ModelKind | null }> {
  const manifests = join(folder, 'manifests')
  for await (const path of walk(manifests)) {
    const name = nameOf(relative(manifests, path).split(sep))
    if (name === undefined) continue
    for (const { mediaType, digest } of await layersOf(path)) {
      const kind = KINDS[mediaType]
      const hash = DIGEST.exec(digest)?.[1]
      if (kind !== undefined && hash !== undefined) yield { path: join(folder, 'blobs', `sha256-${hash}`), name, kind }
    }
  }
}

/** As `ollama list` shows it: without what is usual. */
function nameOf([host, namespace, model, tag, ...more]: string[]): string | undefined {
  if (tag === undefined || more.length > 0) return undefined
  if (host !== 'registry.ollama.ai') return `${host}/${namespace}/${model}:${tag}`
  return namespace === 'library' ? `${model}:${tag}` : `${namespace}/${model}:${tag}`
}

async function layersOf(path: string): Promise<z.infer<typeof manifestSchema>['layers']> {
  try {
    if ((await stat(path)).size > LARGEST_MANIFEST) return []
    return manifestSchema.parse(JSON.parse(await readFile(path, 'utf8'))).layers
  } catch {
    return []
  }
}
