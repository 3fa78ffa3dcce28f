import { personColour } from './person-colour.ts';
import styles from './share-strip.module.css';

export interface StripPart {
  readonly id: string;
  readonly place: number;
  readonly amountMinor: number;
}

/** A cost cut into its shares, each in its person's colour. Decoration: the amounts stand beside it. */
export function ShareStrip({ parts, height = 6 }: { readonly parts: readonly StripPart[]; readonly height?: number }) {
  return (
    <div aria-hidden="true" className={styles.strip} style={{ height }}>
      {parts
        .filter(({ amountMinor }) => amountMinor !== 0)
        .map(({ id, place, amountMinor }) => (
          <div
            key={id}
            className={styles.part}
            style={{ flexGrow: Math.abs(amountMinor), background: personColour(place) }}
          />
        ))}
    </div>
  );
}
