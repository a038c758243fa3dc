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

/** The size of a file, in powers of 1000 as disks and downloads count: `0.6 MB`, `5,1 Go`. */
export function formatSize(bytes: number, locale: string): string {
  const [unit, size] =
    bytes < 100_000
      ? (['kilobyte', 1000] as const)
      : bytes < 950_000_000
        ? (['megabyte', 1_000_000] as const)
        : (['gigabyte', 1_000_000_000] as const)
  return formatUnit(bytes / size, unit, locale)
}

/** How large a model is, as models are named: `7.2B`, `7,2 Md`. */
export function formatParams(count: number, locale: string): string {
  // British English would write 7.2bn, and no model is called so.
  return formatNumber(count, locale.startsWith('en') ? 'en-US' : locale, 'short')
}

/** Memory, in powers of 1024 as cards and modules are sold: `512 MB`, `6 Go`. */
export function formatMemory(bytes: number, locale: string): string {
  const [unit, size, digits] =
    bytes < 2 ** 30 ? (['megabyte', 2 ** 20, 0] as const) : (['gigabyte', 2 ** 30, 1] as const)
  return formatUnit(bytes / size, unit, locale, digits)
}

/** How long something takes, no finer than anybody wants to know it: `0.4 secs`, `12 secs`, `1 min 40 secs`, `1 h 20 min`. */
export function formatDuration(seconds: number, locale: string): string {
  if (seconds < 10) return formatUnit(seconds, 'second', locale)
  const whole = Math.round(seconds)
  const parts: [number, string][] =
    whole < 60
      ? [[whole, 'second']]
      : whole < 3600
        ? [
            [Math.floor(whole / 60), 'minute'],
            [whole % 60, 'second'],
          ]
        : [
            [Math.floor(whole / 3600), 'hour'],
            [Math.floor((whole % 3600) / 60), 'minute'],
          ]
  return parts
    .filter(([value]) => value > 0)
    .map(([value, unit]) => formatUnit(value, unit, locale))
    .join(' ')
}

const formatUnit = (value: number, unit: string, locale: string, digits = 1): string =>
  new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: digits }).format(value)

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
