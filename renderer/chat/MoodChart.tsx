import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { MoodHistory } from '../../electron/contract/index.ts'
import { formatNumber, formatWhen } from '../ui/format.ts'
import { useLocale } from '../ui/use-language.ts'

/** The drawing's size, in its own units. */
const WIDTH = 300
const HEIGHT = 90
/** Room for the ends of the line. */
const MARGIN = 6
/** Of a day that hardly moved her, no mountains are made: the drawing reaches at least so far up and down. */
const LEAST_REACH = 0.3
/** Points an hour in the table: one in so many. */
const TABLE_STEP = 12

/** How pleasant her mood was, as a line, with a dot for each of the movers; as a table for those who don't see it. */
export function MoodChart({ history: { points, movers } }: { history: MoodHistory }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const id = useId()
  const from = points[0]?.at ?? 0
  const to = points.at(-1)?.at ?? 0
  const reach = Math.max(LEAST_REACH, ...points.map(({ valence }) => Math.abs(valence)))
  const x = (at: number) => MARGIN + ((at - from) / Math.max(1, to - from)) * (WIDTH - 2 * MARGIN)
  const y = (valence: number) => HEIGHT / 2 - (valence / reach) * (HEIGHT / 2 - MARGIN)
  const valenceAfter = (at: number) => (points.find((point) => point.at >= at) ?? points.at(-1))?.valence ?? 0
  const when = (at: number) => formatWhen(at, to, locale)

  return (
    <figure className="mood-chart">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-desc`}
      >
        <title id={`${id}-title`}>{t('mood.chart')}</title>
        <desc id={`${id}-desc`}>{t('mood.chartHelp')}</desc>
        <line className="mood-middle" x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
        <polyline className="mood-line" points={points.map(({ at, valence }) => `${x(at)},${y(valence)}`).join(' ')} />
        {movers.map(({ messageId, at }) => (
          <circle key={messageId} className="mood-dot" cx={x(at)} cy={y(valenceAfter(at))} r={4} />
        ))}
      </svg>
      <figcaption className="small" aria-hidden="true">
        <span>{when(from)}</span>
        <span>{t('mood.now')}</span>
      </figcaption>
      <div className="visually-hidden">
        <table>
          <caption>{t('mood.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('mood.time')}</th>
              <th scope="col">{t('mood.pleasantness')}</th>
            </tr>
          </thead>
          <tbody>
            {points
              .filter((_, index) => (points.length - 1 - index) % TABLE_STEP === 0)
              .map(({ at, valence }) => (
                <tr key={at}>
                  <th scope="row">{when(at)}</th>
                  <td>{formatNumber(valence, locale)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
