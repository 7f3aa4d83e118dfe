import { useTranslations } from "use-intl";
import styles from "./record-pane.module.css";
import type { RecordHeld } from "./use-record.ts";

/** What is wanted before closing, by the level of risk: how many, and one press to the first. "Not known" is an answer. */
export function Missing({ record: { missing } }: { readonly record: RecordHeld }) {
  const t = useTranslations("record.missing");
  const [first] = missing;
  if (first === undefined) return null;
  return (
    <button
      type="button"
      className={styles["missing"]}
      onClick={() => {
        goTo(first);
      }}
    >
      {t.rich("count", { count: missing.length, b: (words) => <b>{words}</b> })}
    </button>
  );
}

/** Puts the hands into a field of the form. */
export function goTo(path: string): void {
  const field = document.querySelector(`[data-path="${CSS.escape(path)}"]`);
  const control = field?.querySelector<HTMLElement>("input:not([type=radio]), textarea, input:checked, input, button");
  field?.scrollIntoView({ block: "center" });
  control?.focus();
}
