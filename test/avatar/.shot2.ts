import { createOverlayBench } from './overlay-bench.ts'
import { createFakeCompanion } from '../renderer/fake-companion.ts'
await using bench = await createOverlayBench()
const fake = createFakeCompanion(); fake.settings.overlay.bubble = false; fake.settings.overlay.height = 800
const { page, complaints } = await bench.open({ fake, context: { viewport: { width: 560, height: 800 }, colorScheme: 'light' } })
await page.waitForSelector('canvas[data-avatar-state="ready"]')
await page.evaluate(() => { document.body.style.background = 'linear-gradient(#e9eefb,#d5def2)' })
const files = []
for (const e of ['neutral','happy','relaxed','sad','angry','surprised','fear','disgust'] as const) {
  fake.messages.push({ id: e, sessionId: 's1', role: 'assistant', text: '', segments: [], emotion: 'neutral', status: 'streaming', createdAt: 0, model: null, tokens: null, recalled: [] })
  fake.emit({ type: 'reply-start', message: structuredClone(fake.messages.at(-1)!), replaces: null })
  fake.say('', e); await page.waitForTimeout(2500)
  await page.screenshot({ path: `/tmp/e-${e}.png`, clip: process.env.FULL ? undefined : { x: 60, y: 0, width: 440, height: 440 } })
  fake.end()
}
console.log(complaints)
