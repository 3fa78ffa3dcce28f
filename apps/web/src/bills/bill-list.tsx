import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './bill-list.module.css';
import type { Bill } from './bill-queries.ts';
import { BillRow } from './bill-row.tsx';

interface BillListProps {
  readonly bills: readonly Bill[];
  readonly isMore: boolean;
  /** The end comes into sight: more is wanted. */
  readonly onEnd: () => void;
}

// Rows stay as they are while the list moves under the finger.
const Row = memo(BillRow);

type Line = { readonly key: string; readonly month: string } | { readonly key: string; readonly bill: Bill };

const BILL_HEIGHT = 78;
const MONTH_HEIGHT = 48;
const BEYOND_SIGHT = 10;

/** Bills under the headings of their months. Only what is in sight is on the page, however many there are. */
export function BillList({ bills, isMore, onEnd }: BillListProps) {
  const { month: monthName } = useSpeech();
  const lines = useMemo(() => linesOf(bills), [bills]);
  const list = useRef<HTMLUListElement>(null);
  const scrollMargin = useDistanceFromTop(list);
  // The same functions as long as the lines are: with new ones the place of every line is counted anew at every turn of the wheel.
  const estimateSize = useCallback(
    (index: number) => ('month' in (lines[index] ?? {}) ? MONTH_HEIGHT : BILL_HEIGHT),
    [lines],
  );
  const getItemKey = useCallback((index: number) => lines[index]?.key ?? index, [lines]);
  const rows = useWindowVirtualizer({
    count: lines.length,
    estimateSize,
    getItemKey,
    overscan: BEYOND_SIGHT,
    scrollMargin,
  });
  const inSight = rows.getVirtualItems();
  const isEndInSight = (inSight.at(-1)?.index ?? 0) >= lines.length - BEYOND_SIGHT;
  useEffect(() => {
    if (isMore && isEndInSight) onEnd();
  }, [isMore, isEndInSight, onEnd]);
  return (
    <ul ref={list} className={styles.list} style={{ height: rows.getTotalSize() }}>
      {inSight.map(({ key, index, start }) => {
        const line = lines[index];
        return (
          <li
            key={key}
            ref={rows.measureElement}
            data-index={index}
            className={styles.line}
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
          >
            {line === undefined ? null : 'bill' in line ? (
              <Row bill={line.bill} />
            ) : (
              <h2 className={styles.month}>{monthName(line.month)}</h2>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** Whatever stands above may grow. Looked up after layout: asking at every turn of the wheel would cost one each time. */
function useDistanceFromTop(list: RefObject<HTMLElement | null>): number {
  const [distance, setDistance] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setDistance(list.current?.offsetTop ?? 0);
    const observer = new ResizeObserver(measure);
    measure();
    for (const above of list.current?.parentElement?.children ?? [])
      if (above !== list.current) observer.observe(above);
    return () => observer.disconnect();
  }, [list]);
  return distance;
}

function linesOf(bills: readonly Bill[]): readonly Line[] {
  const lines: Line[] = [];
  let month = '';
  for (const bill of bills) {
    const its = bill.date.slice(0, 7);
    if (its !== month) lines.push({ key: its, month: its });
    month = its;
    lines.push({ key: bill.id, bill });
  }
  return lines;
}
