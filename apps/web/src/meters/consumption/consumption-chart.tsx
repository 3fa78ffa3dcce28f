import { type ScaleBand, scaleBand, scaleLinear } from 'd3-scale';
import { curveMonotoneX, line } from 'd3-shape';
import { useId } from 'react';
import { useSpeech } from '../../language/speech-context.tsx';
import type { ConsumptionMonth } from '../meter-queries.ts';
import styles from './consumption.module.css';

interface ConsumptionChartProps {
  /** In order; the last `shownCount` are drawn, and those before give each its month a year ago. */
  readonly months: readonly ConsumptionMonth[];
  readonly shownCount: number;
  readonly unit: string;
}

const WIDTH = 620;
const HEIGHT = 240;
const MARGIN = { start: 48, top: 14, end: 4, bottom: 26 } as const;
const TICKS = 4;
const MONTHS_IN_YEAR = 12;

type Drawing = ReturnType<typeof drawingOf>;

/** Bars of months, hatched where estimated; the line is the year before. A table with the same numbers stands below it. */
export function ConsumptionChart({ months, shownCount, unit }: ConsumptionChartProps) {
  const { say } = useSpeech();
  const hatch = useId();
  const { shown, x, y, yearAgo } = drawingOf(months, shownCount);
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className={styles.chart}
        role="img"
        aria-label={say('meters.chartLabel', { unit })}
      >
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="3" height="6" className={styles.bar} />
          </pattern>
        </defs>
        <Scale y={y} />
        <Bars shown={shown} unit={unit} x={x} y={y} hatch={hatch} />
        <path d={yearAgo} className={styles.yearAgo} />
      </svg>
      <Legend shown={shown} unit={unit} />
    </figure>
  );
}

/** Where each month and each number stands. */
function drawingOf(months: readonly ConsumptionMonth[], shownCount: number) {
  const first = Math.max(0, months.length - shownCount);
  const shown = months.slice(first);
  const before = shown.map((_, index) => months[first + index - MONTHS_IN_YEAR]);
  const largest = Math.max(1, ...[...shown, ...before].map((month) => month?.consumptionMilli ?? 0));
  const x = scaleBand(
    shown.map(({ month }) => month),
    [MARGIN.start, WIDTH - MARGIN.end],
  ).padding(0.22);
  const y = scaleLinear([0, largest], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(TICKS);
  const yearAgoLine = line<ConsumptionMonth | undefined>(
    (_, index) => middleOf(x, shown[index]?.month ?? ''),
    (month) => y(month?.consumptionMilli ?? 0),
  )
    .defined((month) => month !== undefined && month.measuredDays + month.estimatedDays > 0)
    .curve(curveMonotoneX);
  return { shown, x, y, yearAgo: yearAgoLine(before) ?? '' };
}

function middleOf(x: ScaleBand<string>, month: string): number {
  return (x(month) ?? 0) + x.bandwidth() / 2;
}

function Scale({ y }: Pick<Drawing, 'y'>) {
  const { number } = useSpeech();
  return (
    <>
      {y.ticks(TICKS).map((tick) => (
        <g key={tick} className={styles.tick}>
          <line x1={MARGIN.start} x2={WIDTH - MARGIN.end} y1={y(tick)} y2={y(tick)} />
          <text x={MARGIN.start - 8} y={y(tick)} dy="0.32em" textAnchor="end">
            {number(tick / 1000)}
          </text>
        </g>
      ))}
    </>
  );
}

interface BarsProps extends Pick<Drawing, 'shown' | 'x' | 'y'> {
  readonly unit: string;
  /** The pattern of what is estimated. */
  readonly hatch: string;
}

function Bars({ shown, unit, x, y, hatch }: BarsProps) {
  const { month: monthName, number } = useSpeech();
  return (
    <>
      {shown.map(({ month, consumptionMilli, isEstimate, anomaly }, index) => (
        <g key={month}>
          <rect
            x={x(month)}
            y={y(consumptionMilli)}
            width={x.bandwidth()}
            height={Math.max(0, y(0) - y(consumptionMilli))}
            rx="4"
            className={anomaly ? styles.high : styles.bar}
            {...(isEstimate && !anomaly && { style: { fill: `url(#${CSS.escape(hatch)})` } })}
          >
            <title>{`${monthName(month)}: ${number(consumptionMilli / 1000)} ${unit}`}</title>
          </rect>
          <text className={styles.month} x={middleOf(x, month)} y={HEIGHT - 8} textAnchor="middle">
            {index % 2 === shown.length % 2 ? '' : monthName(month, 'short').slice(0, 4)}
          </text>
        </g>
      ))}
    </>
  );
}

function Legend({ shown, unit }: Pick<Drawing, 'shown'> & { readonly unit: string }) {
  const { say } = useSpeech();
  return (
    <figcaption className={styles.legend}>
      <span className={styles.now}>{say('meters.legendUsed', { unit })}</span>
      <span className={styles.then}>{say('meters.legendYearAgo')}</span>
      {shown.some(({ isEstimate }) => isEstimate) ? (
        <span className={styles.guess}>{say('meters.legendEstimated')}</span>
      ) : null}
      {shown.some(({ anomaly }) => anomaly !== null) ? (
        <span className={styles.alarm}>{say('meters.legendUnusual')}</span>
      ) : null}
    </figcaption>
  );
}
