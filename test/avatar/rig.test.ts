import { type VRM, type VRMHumanBoneName, type VRMHumanBones, VRMHumanoid } from '@pixiv/three-vrm'
import fc from 'fast-check'
import { Euler, Object3D, Quaternion, Vector3 } from 'three'
import { describe, expect, test } from 'vitest'
import { MOVES, type Move } from '../../renderer/avatar/motion/gestures.ts'
import { createMotion } from '../../renderer/avatar/motion/motion.ts'
import { createRig } from '../../renderer/avatar/scene/rig.ts'

/** How somebody is built, in metres. */
interface Build {
  readonly hips: number
  readonly thigh: number
  readonly arm: number
}

const CHILD: Build = { hips: 0.3, thigh: 0.13, arm: 0.1 }
const ADULT: Build = { hips: 0.95, thigh: 0.44, arm: 0.28 }
const OPTIONAL = ['chest', 'neck', 'leftShoulder', 'rightShoulder'] as const

/**
 * A humanoid of bones alone, as one of VRM 0.x (which faces away) or 1.0 has them; without those in `lacks`. `resting`: how
 * the file turns each bone that is at rest.
 */
function body(
  metaVersion: '0' | '1',
  { hips, thigh, arm }: Build,
  lacks: readonly VRMHumanBoneName[] = [],
  resting = new Quaternion(),
) {
  const out = metaVersion === '0' ? -1 : 1
  const shin = hips * 0.95 - thigh
  const bones: Partial<Record<VRMHumanBoneName, { node: Object3D }>> = {}
  const scene = new Object3D()
  function add(name: VRMHumanBoneName, parent: Object3D, x: number, y: number): Object3D {
    if (lacks.includes(name)) return parent
    const node = new Object3D()
    node.name = name
    node.position.set(x * out, y, 0)
    node.quaternion.copy(resting)
    parent.add(node)
    bones[name] = { node }
    return node
  }
  const pelvis = add('hips', scene, 0, hips)
  const chest = add('chest', add('spine', pelvis, 0, 0.2 * hips), 0, 0.2 * hips)
  add('head', add('neck', chest, 0, 0.3 * hips), 0, 0.1 * hips)
  for (const side of ['left', 'right'] as const) {
    const sign = side === 'left' ? 1 : -1
    const shoulder = add(`${side}Shoulder`, chest, 0.05 * sign, 0.25 * hips)
    const upper = add(`${side}UpperArm`, shoulder, 0.3 * arm * sign, 0)
    add(`${side}Hand`, add(`${side}LowerArm`, upper, arm * sign, 0), arm * sign, 0)
    const leg = add(`${side}UpperLeg`, pelvis, 0.08 * sign, -0.05 * hips)
    add(`${side}Foot`, add(`${side}LowerLeg`, leg, 0, -thigh), 0, -shin)
  }
  scene.updateMatrixWorld(true)
  const humanoid = new VRMHumanoid(bones as VRMHumanBones)
  scene.add(humanoid.normalizedHumanBonesRoot)
  scene.rotation.y = metaVersion === '0' ? Math.PI : 0
  scene.updateMatrixWorld(true)
  const rig = createRig({ humanoid, meta: { metaVersion } as VRM['meta'] })
  /** Where a bone is, and how it is turned, in a world in which she faces us. */
  const see = (name: VRMHumanBoneName) => {
    humanoid.update()
    scene.updateMatrixWorld(true)
    const node = bones[name]?.node ?? scene
    return { place: node.getWorldPosition(new Vector3()), turn: node.getWorldQuaternion(new Quaternion()) }
  }
  return { humanoid, rig, see, names: Object.keys(bones) as VRMHumanBoneName[] }
}

describe('the rig', () => {
  test.each([
    ['a child', CHILD],
    ['an adult', ADULT],
  ])('keeps the feet of %s where they stand, however the hips move', (_who, build) => {
    const shift = fc.record({
      x: fc.double({ min: -0.08, max: 0.08, noNaN: true }),
      y: fc.double({ min: -0.15, max: 0, noNaN: true }),
      z: fc.double({ min: -0.08, max: 0.08, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.constantFrom('0' as const, '1' as const), shift, (version, { x, y, z }) => {
        const { rig, see } = body(version, build)
        const stood = see('leftFoot')
        rig.rest()
        rig.shift(x, y, z)
        rig.apply()
        const now = see('leftFoot')
        expect(now.place.distanceTo(stood.place)).toBeLessThan(0.025 * build.hips)
        // Flat on the ground.
        expect(new Vector3(0, 1, 0).applyQuaternion(now.turn).y).toBeGreaterThan(0.995)
      }),
    )
  })

  test('moves avatars of VRM 0.x as those of 1.0', () => {
    const [old, present] = [body('0', ADULT), body('1', ADULT)]
    for (const { rig } of [old, present]) {
      rig.rest()
      rig.turn('rightUpperArm', -1.4, -0.2, 0.3)
      rig.turn('head', 0.2, 0.3, 0.1)
      rig.shift(0.05, -0.1, 0.02)
      rig.pull('leftUpperArm', new Quaternion(0.3, 0.2, 0.4, 0.8).normalize().toArray(), 0.7)
      rig.pullHips([0.1, -0.05, 0.1], 0.3)
      rig.apply()
    }
    for (const name of present.names) {
      expect(old.see(name).place.distanceTo(present.see(name).place), name).toBeLessThan(1e-6)
    }
  })

  test('turns what is drawn as three-vrm does, however the bones of a file rest', () => {
    const angle = fc.double({ min: -1.5, max: 1.5, noNaN: true })
    const turn = fc.tuple(fc.constantFrom('hips', 'chest', 'leftUpperArm', 'rightHand', 'head'), angle, angle, angle)
    const frames = fc.array(fc.array(turn, { maxLength: 4 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.constantFrom('0', '1'), fc.tuple(angle, angle, angle), frames, (version, rest, film) => {
        const resting = new Quaternion().setFromEuler(new Euler(...rest))
        const { humanoid, rig, names } = body(version, ADULT, [], resting)
        const drawn = () =>
          names.flatMap((name) => {
            const bone = humanoid.getRawBoneNode(name)
            return bone ? [...bone.position.toArray(), ...bone.quaternion.toArray()] : []
          })
        for (const turns of film) {
          rig.rest()
          for (const asked of turns) rig.turn(...asked)
          rig.shift(0.02, -0.05, 0.01)
          rig.apply()
          const ours = drawn()
          humanoid.update()
          for (const [index, number] of drawn().entries()) expect(number).toBeCloseTo(ours[index] ?? Number.NaN, 9)
        }
      }),
    )
  })

  test('draws a bone as far as a clip has come in, from two clips as from one', () => {
    const { rig, see } = body('1', ADULT)
    const straight = new Quaternion()
    const turned = new Quaternion(0, 0, Math.sin(0.5), Math.cos(0.5))
    const angle = (weights: readonly number[]) => {
      rig.rest()
      for (const weight of weights) rig.pull('leftUpperArm', turned.toArray(), weight)
      rig.apply()
      return see('leftUpperArm').turn.angleTo(straight)
    }
    expect(angle([])).toBeCloseTo(0, 6)
    expect(angle([0.5])).toBeCloseTo(0.5, 6)
    expect(angle([1])).toBeCloseTo(1, 6)
    expect(angle([0.5, 0.5])).toBeCloseTo(0.75, 6)
    expect(angle([0])).toBeCloseTo(0, 6)
  })

  test.each([
    ['a child', CHILD],
    ['an adult', ADULT],
  ])('%s who bounces leaves the ground a little, straight up, and comes down where she stood', (_who, build) => {
    const { rig, see } = body('1', build)
    const stood = see('leftFoot').place
    const motion = createMotion({
      face: { emotion: 'neutral', weight: 0 },
      random: () => 0.5,
      calm: () => false,
      bodyLanguage: () => 1,
      restlessness: () => 0,
    })
    motion.play('bounce')
    const way = Array.from({ length: 120 }, () => {
      rig.rest()
      motion.update(1 / 60, rig)
      rig.apply()
      return see('leftFoot').place.sub(stood).divideScalar(build.hips)
    })
    expect(Math.max(...way.map(({ y }) => y))).toBeGreaterThan(0.02)
    expect(Math.max(...way.map(({ y }) => y))).toBeLessThan(0.05)
    expect(Math.min(...way.map(({ y }) => y))).toBeGreaterThan(-0.02)
    expect(Math.max(...way.map(({ x, z }) => Math.hypot(x, z)))).toBeLessThan(0.02)
    expect(way.at(-1)?.length()).toBeLessThan(0.01)
  })

  test.each(Object.keys(MOVES) as Move[])('%s works on anybody, whatever bones are missing', (move) => {
    fc.assert(
      fc.property(fc.constantFrom(CHILD, ADULT), fc.subarray([...OPTIONAL]), (build, lacks) => {
        const { rig, see, names } = body('1', build, lacks)
        const motion = createMotion({
          face: { emotion: 'neutral', weight: 0 },
          random: () => 0.5,
          calm: () => false,
          bodyLanguage: () => 1,
          restlessness: () => 0.5,
        })
        const pass = (seconds: number) => {
          for (let time = 0; time < seconds; time += 1 / 30) {
            rig.rest()
            motion.update(1 / 30, rig)
            rig.apply()
          }
        }
        pass(1)
        const stood = new Map(names.map((name) => [name, see(name).turn]))
        motion.play(move)
        pass(0.4)
        const turned = names.map((name) => see(name).turn.angleTo(stood.get(name) ?? new Quaternion()))
        expect(Math.max(...turned)).toBeGreaterThan(0.03)
        expect(turned.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 8 },
    )
  })
})
