import { generate } from "lean-qr";
import { useMemo } from "react";
import styles from "./qr-code.module.css";

/** Light modules around a code, as readers want them. */
const QUIET = 4;

/** A QR code as one drawing: dark on white in every theme, because cameras expect it. No picture is loaded. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { path, size } = useMemo(() => drawing(text), [text]);
  return (
    <svg className={styles["qr"]} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}

function drawing(text: string): { path: string; size: number } {
  const bits = generate(text);
  const squares: string[] = [];
  for (let y = 0; y < bits.size; y += 1) {
    for (let x = 0; x < bits.size; x += 1) {
      if (bits.get(x, y)) squares.push(`M${x + QUIET} ${y + QUIET}h1v1h-1z`);
    }
  }
  return { path: squares.join(""), size: bits.size + 2 * QUIET };
}
