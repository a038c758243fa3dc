import type { Language } from '../../electron/contract/index.ts'

const DAY = 24 * 60 * 60 * 1000

const startOfDay = (time: number) => new Date(time).setHours(0, 0, 0, 0)

/** Whole calendar days from `time` to `now` (milliseconds since the epoch), in the local time zone. */
const daysAgo = (time: number, now: number) => Math.round((startOfDay(now) - startOfDay(time)) / DAY)

/** When something was: `14:02` today, `Tue 14:02` within a week, `12 Nov` this year, `12 Nov 2024` before. */
export function formatWhen(time: number, now: number, locale: string): string {
  const days = daysAgo(time, now)
  const sameYear = new Date(time).getFullYear() === new Date(now).getFullYear()
  const clock = { hour: '2-digit', minute: '2-digit' } as const
  const date = { day: 'numeric', month: 'short' } as const
  const options: Intl.DateTimeFormatOptions =
    days <= 0 ? clock : days < 7 ? { weekday: 'short', ...clock } : sameYear ? date : { ...date, year: 'numeric' }
  return new Intl.DateTimeFormat(locale, options).format(time)
}

export type Age = 'today' | 'yesterday' | 'week' | 'earlier'

/** Which heading a moment belongs under. */
export function ageOf(time: number, now: number): Age {
  const days = daysAgo(time, now)
  if (days <= 0) return 'today'
  if (days === 1) return 'yesterday'
  return days <= 7 ? 'week' : 'earlier'
}

/** A number in the locale's notation. `short` is for tight places: 5.1K, 5,1 k. */
export function formatNumber(value: number, locale: string, style: 'full' | 'short' | 'percent' = 'full'): string {
  const options: Record<typeof style, Intl.NumberFormatOptions> = {
    full: { maximumFractionDigits: 2 },
    short: { notation: 'compact', maximumSignificantDigits: 2 },
    percent: { style: 'percent', maximumFractionDigits: 0 },
  }
  return new Intl.NumberFormat(locale, options[style]).format(value)
}

/** The size of a file: `0.6 MB`, `0,6 Mo`. */
export function formatSize(bytes: number, locale: string): string {
  const [unit, size] = bytes < 100_000 ? ['kilobyte', 1000] : ['megabyte', 1_000_000]
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes / size)
}

/**
 * How dates and numbers are written: as the system does it where it speaks the page's language, else as is usual.
 * `system` is BCP 47; one that Intl does not know is passed over.
 */
export function formattingLocale(language: Language, system: string): string {
  const usual = language === 'fr' ? 'fr-FR' : 'en-GB'
  try {
    const [canonical = usual] = Intl.getCanonicalLocales(system)
    const speaksIt = canonical.startsWith(language)
    return speaksIt ? canonical : usual
  } catch {
    return usual
  }
}
