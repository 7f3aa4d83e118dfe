import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import { useProblemText } from "./problem-text.ts";
import styles from "./query-states.module.css";

/** While something is being read. Said after a moment only, so that quick answers do not flicker. */
export function Loading() {
  const t = useTranslations("states");
  return (
    <p className={styles["state"]} role="status">
      <span className={styles["late"]}>{t("loading")}</span>
    </p>
  );
}

/** When something could not be read: why, and the way on. */
export function Failed({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const t = useTranslations("states");
  const problemText = useProblemText();
  return (
    <div className={styles["state"]} role="status">
      <p>{problemText(error)}</p>
      <Button onClick={retry}>{t("retry")}</Button>
    </div>
  );
}
