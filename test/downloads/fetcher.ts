/** A process that fetches a file until it is killed: `fetcher.ts FOLDER OFFER`, the offer as JSON. */
import { openDownloads } from '../../electron/downloads/downloads.ts'
import type { Offer } from '../../electron/downloads/port.ts'

const [folder = '', offer = ''] = process.argv.slice(2)
const downloads = await openDownloads({
  folder,
  offers: [JSON.parse(offer) as Offer],
  settings: () => ({ limit: 1000, proxy: null }),
  diskFree: async () => 1e12,
  log: { warn: (...said: unknown[]) => console.error(...said) },
  clock: Date.now,
  random: Math.random,
  env: {},
  timing: { stalled: 30_000, retry: 10, keep: 50, tell: 10 },
})
downloads.onChange(([download]) => console.log(JSON.stringify(download)))
await downloads.start('tiny')
