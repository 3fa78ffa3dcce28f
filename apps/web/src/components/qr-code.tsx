import { create } from 'qrcode';
import styles from './qr-code.module.css';

// The quiet zone that readers of QR codes ask for, in modules.
const QUIET = 4;

/** A text as a QR code, drawn as one path: dark on light in both schemes, which is what cameras expect. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * QUIET;
  const dark = Array.from(modules.data).flatMap((isDark, place) =>
    isDark ? [`M${(place % modules.size) + QUIET} ${Math.floor(place / modules.size) + QUIET}h1v1h-1z`] : [],
  );
  return (
    <svg
      className={styles.code}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
