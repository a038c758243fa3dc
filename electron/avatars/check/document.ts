import { z } from 'zod'

const index = z.number().int().min(0)
const numbers = z.array(z.number())
const extensions = z.record(z.string(), z.unknown()).optional()
const list = <T extends z.ZodType>(item: T) => z.array(item).default([])

export const COMPONENT_BYTES = { 5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4 } as const
export const TYPE_COMPONENTS = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT2: 4, MAT3: 9, MAT4: 16 } as const
const componentType = z.literal([5120, 5121, 5122, 5123, 5125, 5126])

const accessorSchema = z.object({
  bufferView: index.optional(),
  byteOffset: index.default(0),
  componentType,
  count: index,
  type: z.enum(['SCALAR', 'VEC2', 'VEC3', 'VEC4', 'MAT2', 'MAT3', 'MAT4']),
  min: numbers.optional(),
  max: numbers.optional(),
  sparse: z
    .object({
      count: index,
      indices: z.object({
        bufferView: index,
        byteOffset: index.default(0),
        componentType: z.literal([5121, 5123, 5125]),
      }),
      values: z.object({ bufferView: index, byteOffset: index.default(0) }),
    })
    .optional(),
})
export type Accessor = z.infer<typeof accessorSchema>

const primitiveSchema = z.object({
  attributes: z.record(z.string(), index),
  indices: index.optional(),
  mode: z.number().int().min(0).max(6).default(4),
  targets: list(z.record(z.string(), index)),
  extensions,
})
export type Primitive = z.infer<typeof primitiveSchema>

const nodeSchema = z.object({
  children: list(index),
  mesh: index.optional(),
  skin: index.optional(),
  matrix: numbers.length(16).optional(),
  translation: numbers.length(3).optional(),
  rotation: numbers.length(4).optional(),
  scale: numbers.length(3).optional(),
  weights: numbers.optional(),
  extensions,
})

/** As much of a glTF 2.0 document as is checked. Numbers are finite. */
export const gltfDocumentSchema = z.object({
  asset: z.object({ version: z.string().regex(/^2\./) }),
  extensionsUsed: list(z.string()),
  extensionsRequired: list(z.string()),
  accessors: list(accessorSchema),
  animations: list(
    z.object({
      channels: z.array(z.object({ sampler: index, target: z.object({ node: index.optional() }) })),
      samplers: z.array(z.object({ input: index, output: index })),
    }),
  ),
  buffers: list(z.object({ byteLength: index, uri: z.unknown().optional() })),
  bufferViews: list(
    z.object({
      buffer: index,
      byteOffset: index.default(0),
      byteLength: index,
      byteStride: z.number().int().min(0).max(252).default(0),
    }),
  ),
  images: list(z.object({ bufferView: index.optional(), uri: z.unknown().optional() })),
  meshes: list(z.object({ primitives: z.array(primitiveSchema).min(1), weights: numbers.optional() })),
  nodes: list(nodeSchema),
  scene: index.optional(),
  scenes: list(z.object({ nodes: list(index) })),
  skins: list(
    z.object({ joints: z.array(index).min(1), inverseBindMatrices: index.optional(), skeleton: index.optional() }),
  ),
  extensions: z.record(z.string(), z.unknown()).default({}),
})
export type GltfDocument = z.infer<typeof gltfDocumentSchema>
