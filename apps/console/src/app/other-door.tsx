import type { MeView } from "@nightlight/contracts/staff/session";
import { useTranslations } from "use-intl";
import styles from "./other-door.module.css";

const CASEWORK = "/casework/";

/** Says to an officer that the console is not theirs, and where their work is. */
export function OtherDoor({ me }: { readonly me: MeView }) {
  const t = useTranslations("places.door");
  return (
    <main className={styles["door"]}>
      <p>{t("lead", { name: me.displayName })}</p>
      <a href={CASEWORK}>{t("go")}</a>
    </main>
  );
}
