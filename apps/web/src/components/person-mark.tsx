import { initialsOf, personColour } from './person-colour.ts';
import styles from './person-mark.module.css';

/** A person's initials on their colour, always beside the name. */
export function PersonMark({
  name,
  place,
  size = 32,
}: {
  readonly name: string;
  readonly place: number;
  readonly size?: number;
}) {
  const look = {
    width: size,
    height: size,
    fontSize: size * 0.4,
    background: personColour(place),
    color: 'var(--person-ink)',
  };
  return (
    <span aria-hidden="true" className={styles.mark} style={look}>
      {initialsOf(name)}
    </span>
  );
}
