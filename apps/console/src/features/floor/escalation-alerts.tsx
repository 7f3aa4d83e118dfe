import { escalationRoutes, type UnansweredRow } from "@nightlight/contracts/counsellor/escalation";
import { call } from "@nightlight/door/client/api";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { PlaceLink } from "../../shared/place-link.tsx";
import { ESCALATIONS } from "../../shared/queries.ts";
import styles from "./alerts-pane.module.css";

const NONE: readonly UnansweredRow[] = [];

/** Escalations that nobody answered in time, or whose call nobody makes. */
export function useLateEscalations(): readonly UnansweredRow[] {
  const running = useQuery({
    queryKey: [...ESCALATIONS, "running", "floor"],
    queryFn: async () => (await call(escalationRoutes.unanswered, {})).escalations,
    select: (escalations) => escalations.filter(({ next, isTaskAlarmed }) => next?.isOverdue === true || isTaskAlarmed),
  });
  return running.data ?? NONE;
}

/** One of them, after what is on the floor itself: it is worked on in its own room. */
export function EscalationAlert({ row }: { readonly row: UnansweredRow }) {
  const t = useTranslations("floor.alerts");
  return (
    <li className={styles["alert"]}>
      <Icon name={row.isTaskAlarmed ? "phone" : "warning"} />
      <div>
        <p className={styles["title"]}>{t("title_escalation")}</p>
        <p className={styles["about"]}>
          {row.authority} · {row.number}
        </p>
        <PlaceLink at="escalations">{t("toEscalations")}</PlaceLink>
      </div>
    </li>
  );
}
