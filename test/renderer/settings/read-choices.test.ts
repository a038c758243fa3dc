import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EMOTIONS } from '../../../electron/contract/index.ts'
import { readChoices } from '../../../renderer/settings/avatar/read-choices.ts'

const OFFERED = ['happy', 'sad']
const jsonFile = (text: string) => new File([text], 'face.json')

test('whatever a file holds, only choices that this avatar can show come out of it', async () => {
  const expression = fc.oneof(fc.constantFrom(null, '', 'happy', 'Grr', '__proto__'), fc.string(), fc.integer())
  const strength = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.jsonValue())
  const choices = fc.dictionary(
    fc.oneof(fc.constantFrom(...EMOTIONS), fc.string()),
    fc.record({ expression, strength }),
  )
  const profile = fc.record({ avatar: fc.constantFrom('kira', 'nobody'), effective: fc.constant({}), choices })
  await fc.assert(
    fc.asyncProperty(fc.oneof(profile, fc.jsonValue()), async (content) => {
      try {
        const { choices, missing } = await readChoices(jsonFile(JSON.stringify(content)), OFFERED)
        for (const [emotion, choice] of Object.entries(choices)) {
          expect(EMOTIONS).toContain(emotion)
          expect([null, '', ...OFFERED]).toContain(choice.expression)
          expect(choice.strength).toBeLessThanOrEqual(1)
        }
        for (const name of missing) expect(OFFERED).not.toContain(name)
      } catch (error) {
        expect(error).toMatchObject({ code: 'FACE_FILE_UNREADABLE', data: { file: 'face.json' } })
      }
    }),
  )
})
