/** The part of gltf-validator that we use; it comes without types. */
declare module 'gltf-validator' {
  export function validateBytes(file: Uint8Array): Promise<{
    issues: { numErrors: number; numWarnings: number; messages: { code: string; message: string }[] }
    info: { totalTriangleCount: number; totalVertexCount: number }
  }>
}
