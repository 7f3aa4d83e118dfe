import type { MeView } from "@nightlight/contracts/staff/session";
import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import { EntryCard } from "./entry-card.tsx";
import styles from "./sign-in.module.css";

type OtherDoorProps = {
  readonly me: MeView;
  /** `helpline`: they work there, not here. `enrolment`: their second factor is set up there first. */
  readonly why: "helpline" | "enrolment";
  readonly onLeave: () => void;
};

const CONSOLE = "/console/";

/** Says that what this person needs is behind the console's door, and where that is. */
export function OtherDoor({ me, why, onLeave }: OtherDoorProps) {
  const t = useTranslations("session.door");
  return (
    <EntryCard
      label={t(`${why}.title`)}
      title={t(`${why}.title`)}
      lead={t(`${why}.lead`, { name: me.displayName })}
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
        {t(`${why}.go`)}
      </a>
    </EntryCard>
  );
}
