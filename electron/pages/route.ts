import { extname } from 'node:path'

/** The folders that pages are served from; `data` is the user's own. */
export type PageFolder = 'pages' | 'avatars' | 'data'

export interface PageFile {
  readonly folder: PageFolder
  /** Below the folder, with `/` between the parts. */
  readonly path: string
  readonly contentType: string
  readonly cacheControl: string
}

const documents: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/chat': 'chat.html',
  '/settings': 'settings.html',
  '/overlay': 'overlay.html',
}

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.fbx': 'application/octet-stream',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.vrm': 'model/gltf-binary',
  '.vrma': 'model/gltf-binary',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** Files that a user added: they are named after the SHA-256 of their bytes, and no other name of that folder is served. */
const addedName = /^(avatars\/[0-9a-f]{64}\.vrm|motions\/[0-9a-f]{64}\.(vrma|fbx))$/
const FOREVER = 'public, max-age=31536000, immutable'

/** A plain file or folder name. It can't begin with a dot, so neither `..` nor a hidden file is ever asked for. */
const plainName = /^[A-Za-z0-9_-][A-Za-z0-9._ -]*$/

/**
 * Which file a URL's path means, or undefined where it means none.
 *
 * @param pathname as in `URL.pathname`: it begins with `/` and is percent-encoded.
 */
export function route(pathname: string): PageFile | undefined {
  const document = Object.hasOwn(documents, pathname) ? documents[pathname] : undefined
  if (document) {
    return { folder: 'pages', path: document, contentType: 'text/html; charset=utf-8', cacheControl: 'no-store' }
  }

  const [, root, ...names] = decode(pathname)?.split('/') ?? []
  const contentType = typeOf(names.at(-1) ?? '')
  if (contentType === undefined || !names.every((name) => plainName.test(name))) return undefined

  // Vite puts a hash of the content into the name of each asset, so it never changes.
  if (root === 'assets') {
    return { folder: 'pages', path: ['assets', ...names].join('/'), contentType, cacheControl: FOREVER }
  }
  const path = [root, ...names].join('/')
  if (addedName.test(path)) return { folder: 'data', path, contentType, cacheControl: FOREVER }
  if (root === 'avatars') {
    return { folder: 'avatars', path: names.join('/'), contentType, cacheControl: 'no-cache' }
  }
  return undefined
}

function typeOf(name: string): string | undefined {
  const extension = extname(name).toLowerCase()
  return Object.hasOwn(contentTypes, extension) ? contentTypes[extension] : undefined
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}
