import { Icon } from '../components/icon.tsx';
import { PersonMark } from '../components/person-mark.tsx';
import { useGroup } from '../groups/use-group.tsx';
import styles from './payments.module.css';

/** Two people and the way the money goes. Decoration: the title says the same. */
export function WhoToWhom({ from, to }: { readonly from: string; readonly to: string }) {
  const { nameOf, placeOf } = useGroup();
  return (
    <div className={styles.people} aria-hidden="true">
      <span>
        <PersonMark name={nameOf(from)} place={placeOf(from)} size={52} />
        {nameOf(from)}
      </span>
      <span className={styles.way}>
        <Icon name="send" size={26} />
      </span>
      <span>
        <PersonMark name={nameOf(to)} place={placeOf(to)} size={52} />
        {nameOf(to)}
      </span>
    </div>
  );
}
