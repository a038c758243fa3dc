const KEY = 'kira.token'

/** The parts of a window that a token passes through. */
export interface TokenPlaces {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>
  readonly history: Pick<History, 'replaceState' | 'state'>
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
}

/**
 * The token that lets this page in. It comes in the address's fragment (which is never sent to a server), and moves
 * from there into the tab's session storage, so that it is neither bookmarked nor shown. Null where there is none.
 */
export function takeToken({ location, history, sessionStorage }: TokenPlaces): string | null {
  const given = new URLSearchParams(location.hash.slice(1)).get('token')
  if (!given) return sessionStorage.getItem(KEY)
  sessionStorage.setItem(KEY, given)
  history.replaceState(history.state, '', location.pathname + location.search)
  return given
}
