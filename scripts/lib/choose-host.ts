/** Why Electron is not run. */
export type Obstacle = 'root' | 'no-display' | 'not-here'

/** Why Electron can't run on this machine, or null where it can. Whether its binary is there is another question. */
export function electronObstacle(machine: {
  platform: NodeJS.Platform
  /** The user's number; undefined on Windows. */
  uid: number | undefined
  env: NodeJS.ProcessEnv
}): Obstacle | null {
  const { platform, uid, env } = machine
  if (platform !== 'linux') return null
  // Chromium's sandbox can't start as root, and without it a page's flaw is the machine's: that wants a word.
  if (uid === 0 && !allowsNoSandbox(env)) return 'root'
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) return 'no-display'
  return null
}

/** Whether the user has said that Chromium may run without its sandbox. */
export function allowsNoSandbox(env: NodeJS.ProcessEnv): boolean {
  return env.KIRA_NO_SANDBOX === '1'
}
