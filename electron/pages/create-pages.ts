import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { route } from './route.ts'
import { securityHeaders } from './security-headers.ts'

export interface PageResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

/** Answers a GET for a URL's path. Both hosts serve the pages through it, so that both send the same headers. */
export type Pages = (pathname: string) => Promise<PageResponse>

/**
 * @param folders.pagesDir the built pages: `index.html`, `chat.html`, `settings.html`, `overlay.html` and `assets/`
 * @param folders.avatarsDir the avatars that ship with Kira, served below `/avatars/`
 * @param folders.dataDir the user's data folder: the avatars and motions that were added are served, and nothing else
 */
export function createPages(folders: { pagesDir: string; avatarsDir: string; dataDir: string }): Pages {
  const roots = { pages: folders.pagesDir, avatars: folders.avatarsDir, data: folders.dataDir }
  return async (pathname) => {
    const file = route(pathname)
    if (!file) return plain(404, 'Not found')
    try {
      const body = await readFile(join(roots[file.folder], file.path))
      const headers = { ...securityHeaders, 'content-type': file.contentType, 'cache-control': file.cacheControl }
      return { status: 200, headers, body }
    } catch (error) {
      return isMissing(error) ? plain(404, 'Not found') : plain(500, 'This file could not be read')
    }
  }
}

function plain(status: number, text: string): PageResponse {
  const headers = { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return { status, headers, body: Buffer.from(text) }
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR'
}
