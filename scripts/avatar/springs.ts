import { boneIndex, SIDES } from './skeleton.ts'

/** What swings behind when she moves: antenna and ears (VRMC_springBone 1.0). */
export function springs(): object {
  const joint = (bone: string, stiffness: number, dragForce: number) => ({
    node: boneIndex(bone),
    hitRadius: 0.02,
    stiffness,
    gravityPower: 0,
    gravityDir: [0, -1, 0],
    dragForce,
  })
  return {
    specVersion: '1.0',
    colliders: [{ node: boneIndex('Head'), shape: { sphere: { offset: [0, 0.245, 0], radius: 0.2 } } }],
    colliderGroups: [{ name: 'Head', colliders: [0] }],
    springs: [
      {
        name: 'Antenna',
        joints: [
          joint('Antenna1', 1.1, 0.25),
          joint('Antenna2', 0.8, 0.2),
          joint('Antenna3', 0.6, 0.2),
          joint('AntennaEnd', 0.6, 0.2),
        ],
        colliderGroups: [0],
      },
      ...SIDES.map(({ name }) => ({
        name: `${name}Ear`,
        joints: [joint(`${name}Ear`, 2.2, 0.4), joint(`${name}EarTip`, 1.2, 0.35), joint(`${name}EarEnd`, 1.2, 0.35)],
      })),
    ],
  }
}
