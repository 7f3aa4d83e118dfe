import type { MeView } from "@nightlight/contracts/staff/session";
import { DemoSign } from "@nightlight/door/demo/demo-sign";
import { lockScreen } from "@nightlight/door/session/lock";
import { TasteSwitches } from "@nightlight/door/taste/taste-switches";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { Menu } from "@nightlight/ui/components/menu";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { officeQuery } from "../shared/queries.ts";
import styles from "./top-bar.module.css";

/** Password, second factor and devices are everybody's own, and kept in one place. */
const ACCOUNT = "/console/?at=account";

/** Which office this is, what time it is there, and who is signed in. */
export function TopBar({ me, onSignOut }: { readonly me: MeView; readonly onSignOut: () => void }) {
  const t = useTranslations("bar");
  const office = useQuery(officeQuery);
  const now = useNow(60_000);
  return (
    <header className={styles["bar"]}>
      <span className={styles["mark"]}>
        <i aria-hidden="true" />
        <span>Nightlight</span>
      </span>
      <DemoSign />
      <span className={styles["line"]} aria-hidden="true" />
      <strong className={styles["office"]}>{office.data?.name}</strong>
      <span className={styles["today"]}>
        {calendarDay(now)} · {clockTime(now)}
      </span>
      <div className={styles["tools"]}>
        <TasteSwitches />
      </div>
      <Menu
        label={t("me")}
        isEdged={false}
        trigger={<span className={styles["me"]}>{me.displayName}</span>}
        items={[
          { key: "security", word: t("security"), icon: "security", act: toAccount },
          { key: "lock", word: t("lock"), icon: "lock", act: lockScreen },
          { key: "sign-out", word: t("signOut"), icon: "sign-out", act: onSignOut },
        ]}
      />
    </header>
  );
}

function toAccount(): void {
  window.location.assign(ACCOUNT);
}
