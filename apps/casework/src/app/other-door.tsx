import type { MeView } from "@nightlight/contracts/staff/session";
import { EntryCard } from "@nightlight/door/session/entry-card";
import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import styles from "./other-door.module.css";

const CONSOLE = "/console/";

/** Says to somebody of the helpline that their work is behind the console's door, and where that is. */
export function OtherDoor({ me, onLeave }: { readonly me: MeView; readonly onLeave: () => void }) {
  const t = useTranslations("door");
  return (
    <EntryCard
      label={t("title")}
      title={t("title")}
      lead={t("helpline", { name: me.displayName })}
      onSubmit={() => {
        window.location.assign(CONSOLE);
      }}
      foot={
        <Button tone="plain" onClick={onLeave}>
          {t("otherPerson")}
        </Button>
      }
    >
      <a className={styles["door"]} href={CONSOLE}>
        {t("go")}
      </a>
    </EntryCard>
  );
}
