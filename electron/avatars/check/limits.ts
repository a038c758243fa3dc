/** What a file may ask of this machine. Each limit is far above what avatars have, and below what makes a page fail. */

export const MEGABYTE = 1_000_000

/** Bytes of a VRM file. Large ones in the wild have about 100 MB; it is held in memory to be checked. */
export const MAX_AVATAR_BYTES = 200 * MEGABYTE
/** Bytes of a .vrma or .fbx file: minutes of movement have a few MB. */
export const MAX_MOTION_BYTES = 50 * MEGABYTE

/** Of the JSON in it: bytes, values, and how deep they lie. Parsed, a value takes up to 100 bytes of memory. */
export const MAX_JSON_BYTES = 32 * MEGABYTE
export const MAX_JSON_VALUES = 2_000_000
export const MAX_JSON_DEPTH = 64

/** How many there may be of each: every one becomes an object, a picture or a draw call. */
export const MAX_COUNTS = {
  accessors: 50_000,
  animations: 100,
  bufferViews: 50_000,
  buffers: 1,
  cameras: 100,
  images: 500,
  materials: 1_000,
  meshes: 2_000,
  nodes: 10_000,
  samplers: 1_000,
  scenes: 100,
  skins: 1_000,
  textures: 1_000,
} as const

/** Draw calls. */
export const MAX_PRIMITIVES = 4_000
/** How deep nodes lie in each other: three.js walks them by recursion. */
export const MAX_NODE_DEPTH = 500
/** Per frame, on a machine without a graphics card to speak of, is hopeless long before. */
export const MAX_TRIANGLES = 1_000_000
/** Of one mesh: WebGL 2 promises 256 layers to a texture, which holds them; common machines have 2048. */
export const MAX_MORPH_TARGETS = 1_000
/** Vertices times morph targets. Each takes 16 bytes of graphics memory, so these are 320 MB. */
export const MAX_MORPHED_VERTICES = 20_000_000
/** Vertices whose bones are looked at. */
export const MAX_SKINNED_VERTICES = 10_000_000
/** Bytes of all accessors, and of all buffer views: they may lie over each other, but are unpacked one by one. */
export const MAX_UNPACKED_BYTES = 512 * MEGABYTE
/** Metres, or whatever the file counts in: beyond, 32-bit numbers have no detail left. */
export const MAX_COORDINATE = 1_000_000
/** Pixels of all pictures: 16 of 4096 × 4096, which take 1.4 GB of graphics memory with their smaller copies. */
export const MAX_PIXELS = 16 * 4096 * 4096
