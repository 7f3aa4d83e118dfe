import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { useTranslations } from "use-intl";
import { ShownOnce } from "../../shared/shown-once.tsx";

type InvitationLinkProps = { readonly token: string; readonly expiresAt: string };

/** The link by which somebody chooses a password. The token stands behind the #, which browsers send to no server. */
export function InvitationLink({ token, expiresAt }: InvitationLinkProps) {
  const t = useTranslations("people.invitation");
  const link = new URL(`/console/welcome#${token}`, window.location.href).href;
  return (
    <ShownOnce title={t("title")} secret={link}>
      {t("lead", { day: calendarDay(expiresAt), time: clockTime(expiresAt) })}
    </ShownOnce>
  );
}
