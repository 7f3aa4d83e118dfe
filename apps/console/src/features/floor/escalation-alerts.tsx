import { escalationRoutes } from "@nightlight/contracts/counsellor/escalation";
import { call } from "@nightlight/door/client/api";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { PlaceLink } from "../../shared/place-link.tsx";
import { ESCALATIONS } from "../../shared/queries.ts";
import styles from "./alerts-pane.module.css";

const SHOWN = 5;

/** Escalations that nobody answered in time, after what is on the floor itself. */
export function EscalationAlerts({ children }: { readonly children: ReactNode }) {
  const t = useTranslations("floor.alerts");
  const running = useQuery({
    queryKey: [...ESCALATIONS, "running", "floor"],
    queryFn: async () => (await call(escalationRoutes.unanswered, {})).escalations,
  });
  const late = (running.data ?? []).filter(({ next, isTaskAlarmed }) => next?.isOverdue === true || isTaskAlarmed);
  return (
    <ul>
      {children}
      {late.slice(0, SHOWN).map((row) => (
        <li key={row.id} className={styles["alert"]}>
          <Icon name={row.isTaskAlarmed ? "phone" : "warning"} />
          <div>
            <p className={styles["title"]}>{t("title_escalation")}</p>
            <p className={styles["about"]}>
              {row.authority} · {row.number}
            </p>
            <PlaceLink at="escalations">{t("toEscalations")}</PlaceLink>
          </div>
        </li>
      ))}
    </ul>
  );
}
