import type { LinesOf } from './lines-of.ts'

export interface FullScreenOptions {
  readonly platform: NodeJS.Platform
  readonly linesOf: LinesOf
  /** The process that Kira's own windows belong to. */
  readonly ownPid: number
  /** Told at each change; at first none is taken to be there. */
  readonly onChange: (fullScreen: boolean) => void
}

/**
 * Watches whether another program fills the screen, until the returned function is called. macOS tells no program about the
 * windows of others without being allowed to record the screen, and Wayland tells none at all: there nothing is ever seen.
 */
export function watchFullScreen(options: FullScreenOptions): () => void {
  let told = false
  function tell(fullScreen: boolean): void {
    if (fullScreen === told) return
    told = fullScreen
    options.onChange(fullScreen)
  }
  if (options.platform === 'win32') return watchOnWindows(options, tell)
  if (options.platform === 'linux') return watchOnX11(options, tell)
  return () => {}
}

/**
 * What Windows itself goes by to keep notifications away: a full-screen program, Direct3D in full screen, a presentation.
 * It tells nobody when that changes, so it is asked. Kira's end ends the script, too: it can't write any more.
 * Source: https://learn.microsoft.com/windows/win32/api/shellapi/ne-shellapi-query_user_notification_state
 */
const ASK_WINDOWS = `
$ErrorActionPreference = 'Stop'
Add-Type -Namespace Kira -Name Shell -MemberDefinition '[DllImport("shell32.dll")] public static extern int SHQueryUserNotificationState(out int state);'
while ($true) {
  $state = 0
  [void][Kira.Shell]::SHQueryUserNotificationState([ref]$state)
  [Console]::Out.WriteLine($state)
  Start-Sleep -Seconds 5
}`
/** QUNS_BUSY, QUNS_RUNNING_D3D_FULL_SCREEN, QUNS_PRESENTATION_MODE. */
const FULL_SCREEN_STATES = ['2', '3', '4']

function watchOnWindows({ linesOf }: FullScreenOptions, tell: (fullScreen: boolean) => void): () => void {
  const args = ['-NoProfile', '-NonInteractive', '-Command', ASK_WINDOWS]
  return linesOf('powershell.exe', args, (line) => tell(FULL_SCREEN_STATES.includes(line.trim())))
}

/**
 * The active window's state, as the window manager keeps it; `xprop` prints each change.
 * Source: https://specifications.freedesktop.org/wm-spec/latest/ (_NET_ACTIVE_WINDOW, _NET_WM_STATE, _NET_WM_PID)
 */
function watchOnX11({ linesOf, ownPid }: FullScreenOptions, tell: (fullScreen: boolean) => void): () => void {
  let active: string | undefined
  let leaveWindow = () => {}

  function follow(window: string): void {
    leaveWindow()
    let pid = 0
    let fills = false
    leaveWindow = linesOf('xprop', ['-id', window, '-spy', '_NET_WM_PID', '_NET_WM_STATE'], (line) => {
      if (line.startsWith('_NET_WM_PID')) pid = Number(line.split('=')[1])
      if (line.startsWith('_NET_WM_STATE')) fills = line.includes('_NET_WM_STATE_FULLSCREEN')
      tell(fills && pid !== ownPid)
    })
  }

  const leaveRoot = linesOf('xprop', ['-root', '-spy', '_NET_ACTIVE_WINDOW'], (line) => {
    const window = line.match(/0x[0-9a-f]+/i)?.[0]
    if (window === undefined || window === active) return
    active = window
    if (Number(window) !== 0) return follow(window)
    leaveWindow()
    tell(false)
  })
  return () => {
    leaveRoot()
    leaveWindow()
  }
}
