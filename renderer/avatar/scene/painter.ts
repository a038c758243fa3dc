import { type Object3D, WebGLRenderer } from 'three'
import type { Stage } from './stage.ts'

/** Paints a stage onto a canvas, transparent where nothing is. Throws where there is no WebGL. */
export function createPainter(canvas: HTMLCanvasElement, { antialias }: { antialias: boolean }) {
  const renderer = new WebGLRenderer({ canvas, alpha: true, antialias })
  renderer.setClearColor(0, 0)
  const { info } = renderer
  /** What the graphics card said of a shader that it could not make. */
  let refusal: string | null = null
  renderer.debug.onShaderError = (gl, program) => {
    refusal = gl.getProgramInfoLog(program) || 'a shader could not be made'
  }

  return {
    canvas,
    renderer,
    antialias,
    /** In CSS pixels. The canvas is empty after it, until it is painted. */
    resize(width: number, height: number, pixelRatio: number): void {
      renderer.setPixelRatio(pixelRatio)
      renderer.setSize(width, height, false)
    },
    paint: ({ scene, camera }: Stage): void => renderer.render(scene, camera),
    /**
     * Brings an object onto the graphics card, so that its first frame takes no longer than any other. The stage is
     * painted as it stands when it is done. Throws where the card refuses it.
     */
    async warmUp(object: Object3D, stage: Stage): Promise<void> {
      await renderer.compileAsync(object, stage.camera, stage.scene)
      // One pixel of it, which what is painted next covers within the same frame.
      renderer.setScissorTest(true)
      renderer.setScissor(0, 0, 1, 1)
      stage.scene.add(object)
      renderer.render(stage.scene, stage.camera)
      object.removeFromParent()
      renderer.setScissorTest(false)
      renderer.render(stage.scene, stage.camera)
      const problem = renderer.getContext().isContextLost() ? 'the graphics card is busy' : refusal
      refusal = null
      if (problem) throw new Error(problem)
    },
    /** What the last picture was made of, and what the graphics card holds. */
    get costs() {
      return {
        drawCalls: info.render.calls,
        triangles: info.render.triangles,
        textures: info.memory.textures,
        geometries: info.memory.geometries,
        programs: info.programs?.length ?? 0,
      }
    },
    /** Gives the graphics memory back; the canvas can't be painted on any more. */
    dispose(): void {
      renderer.dispose()
      renderer.forceContextLoss()
    },
  }
}

export type Painter = ReturnType<typeof createPainter>
export type PaintingCosts = Painter['costs']
