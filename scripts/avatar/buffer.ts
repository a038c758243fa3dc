const COMPONENTS = { float: 5126, ushort: 5123, ubyte: 5121 } as const
const ARRAYS = { float: Float32Array, ushort: Uint16Array, ubyte: Uint8Array } as const
const SIZES = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT4: 16 } as const
const TARGETS = { vertices: 34962, indices: 34963 } as const

type Component = keyof typeof COMPONENTS
type ElementType = keyof typeof SIZES

export interface AccessorOptions {
  readonly type: ElementType
  readonly component: Component
  /** What the graphics card uses it for. */
  readonly target?: keyof typeof TARGETS
  /** Whether to say the smallest and the greatest value, which glTF wants of positions. */
  readonly bounds?: boolean
}

/** Collects the binary part of a glTF file: typed arrays behind each other, and the accessors that find them. */
export function createBuffer() {
  const chunks: Buffer[] = []
  const bufferViews: object[] = []
  const accessors: object[] = []
  let size = 0

  /** Appends bytes at the next multiple of 4, and returns the index of their buffer view. */
  function bytes(data: Buffer, target?: keyof typeof TARGETS): number {
    const padding = (4 - (size % 4)) % 4
    chunks.push(Buffer.alloc(padding), data)
    bufferViews.push({
      buffer: 0,
      byteOffset: size + padding,
      byteLength: data.length,
      ...(target && { target: TARGETS[target] }),
    })
    size += padding + data.length
    return bufferViews.length - 1
  }

  const encode = (values: readonly number[], component: Component): Buffer =>
    Buffer.from(ARRAYS[component].from(values).buffer)

  function addAccessor(accessor: object): number {
    accessors.push(accessor)
    return accessors.length - 1
  }

  return {
    bytes,

    /** Appends an array, and returns the index of its accessor. */
    array(values: readonly number[], { type, component, target, bounds }: AccessorOptions): number {
      return addAccessor({
        bufferView: bytes(encode(values, component), target),
        componentType: COMPONENTS[component],
        count: values.length / SIZES[type],
        type,
        ...(bounds && boundsOf(values, SIZES[type])),
      })
    },

    /** Appends the moves of points (x, y, z each), most of which are 0 and take no room. */
    moves(values: readonly number[]): number {
      const count = values.length / 3
      const move = (index: number): readonly number[] => values.slice(index * 3, index * 3 + 3)
      const moved = Array.from({ length: count }, (_, index) => index).filter((index) => move(index).some(Boolean))
      const indices = bytes(encode(moved, 'ushort'))
      const data = bytes(encode(moved.flatMap(move), 'float'))
      return addAccessor({
        componentType: COMPONENTS.float,
        count,
        type: 'VEC3',
        ...boundsOf(values, 3),
        sparse: {
          count: moved.length,
          indices: { bufferView: indices, componentType: COMPONENTS.ushort },
          values: { bufferView: data },
        },
      })
    },

    /** An accessor of so many VEC3 zeros, which take no room at all. */
    noMoves(count: number): number {
      return addAccessor({ componentType: COMPONENTS.float, count, type: 'VEC3', min: [0, 0, 0], max: [0, 0, 0] })
    },

    /** The parts of the glTF document, and the bytes. */
    finish(): { document: object; data: Buffer } {
      return { document: { accessors, bufferViews, buffers: [{ byteLength: size }] }, data: Buffer.concat(chunks) }
    },
  }
}

export type BufferBuilder = ReturnType<typeof createBuffer>

function boundsOf(values: readonly number[], size: number): { min: number[]; max: number[] } {
  const min = new Array<number>(size).fill(Number.POSITIVE_INFINITY)
  const max = new Array<number>(size).fill(Number.NEGATIVE_INFINITY)
  values.forEach((value, index) => {
    const axis = index % size
    const stored = Math.fround(value)
    min[axis] = Math.min(min[axis] ?? stored, stored)
    max[axis] = Math.max(max[axis] ?? stored, stored)
  })
  return { min, max }
}
