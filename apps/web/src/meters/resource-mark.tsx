import { Icon, type IconName } from '../components/icon.tsx';
import type { Meter } from './meter-queries.ts';
import styles from './meters.module.css';

const ICONS: Readonly<Record<Meter['resource'], IconName>> = {
  electricity: 'bolt',
  water: 'drop',
  'hot-water': 'drop',
  gas: 'flame',
  heat: 'flame',
  other: 'meter',
};

/** What a meter measures, as a picture beside its name. */
export function ResourceMark({ resource }: { readonly resource: Meter['resource'] }) {
  return (
    <span className={`${styles.mark} ${styles[resource]}`}>
      <Icon name={ICONS[resource]} size={22} />
    </span>
  );
}
