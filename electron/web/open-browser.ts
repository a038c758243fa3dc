import open from 'open'

/** Whether somebody sits there who could see a browser. */
export function hasScreen(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (env.CI) return false
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** Opens the user's browser. The address is printed anyway, so where there is none nothing is lost. */
export async function openBrowser(url: string): Promise<void> {
  try {
    const browser = await open(url)
    browser.once('error', () => {})
  } catch {
    // No browser: the printed address is enough.
  }
}
