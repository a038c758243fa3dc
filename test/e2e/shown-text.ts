import type { Page } from 'playwright-core'

interface Watched {
  shownTags: string[]
  replyLengths: number[]
}

/** Follows what a page shows from now on, however shortly it is there. */
export async function watchText(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched: Watched = { shownTags: [], replyLengths: [] }
    Object.assign(window, watched)
    new MutationObserver(() => {
      watched.shownTags.push(...(document.body.textContent?.match(/\[\w*\]?/g) ?? []))
      const reply = [...document.querySelectorAll('article.assistant')].at(-1)
      if (reply) watched.replyLengths.push(reply.textContent?.length ?? 0)
    }).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
}

/** Everything that looked like an emotion tag, or the beginning of one. */
export function shownTags(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as Watched).shownTags)
}

/** How many lengths the latest reply had on its way: 1 for a reply that came at once. */
export async function replySteps(page: Page): Promise<number> {
  const lengths = await page.evaluate(() => (window as unknown as Watched).replyLengths)
  return new Set(lengths).size
}
