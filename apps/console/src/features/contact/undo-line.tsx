import type { DeskView } from "@nightlight/contracts/counsellor/contact";
import { WRAP_UP_DISPOSITIONS, ONE_KEY_ENDINGS, type Disposition } from "@nightlight/domain/contact/disposition";
import { ROUTING_POLICY } from "@nightlight/domain/routing/policy";
import { KeyCap } from "@nightlight/ui/components/key-cap";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import { useKey } from "../../shared/keys/key-listener.ts";
import { useIsStale } from "../../shared/live/live-state.ts";
import { contactQuery } from "../../shared/queries.ts";
import { secondsUntil } from "../../shared/time.ts";
import { useNow } from "../../shared/use-now.ts";
import { useUndo } from "./endings.ts";
import styles from "./undo-line.module.css";

/** The last ending, for the seconds in which it can be taken back. */
export function UndoLine({ desk }: { readonly desk: DeskView }) {
  const now = useNow();
  const last = desk.contacts
    .filter(({ status, undoUntil }) => status !== "active" && undoUntil !== null && Date.parse(undoUntil) > now)
    .toSorted((one, other) => ((one.undoUntil ?? "") < (other.undoUntil ?? "") ? 1 : -1))[0];
  if (!last?.undoUntil) return null;
  return (
    <Line
      key={last.id}
      contactId={last.id}
      seconds={Math.min(ROUTING_POLICY.undoSeconds, secondsUntil(last.undoUntil, now))}
    />
  );
}

function Line({ contactId, seconds }: { readonly contactId: string; readonly seconds: number }) {
  const t = useTranslations("contact.undo");
  const words = useTranslations("words.disposition");
  const { data: disposition } = useQuery({ ...contactQuery(contactId), select: (view) => known(view.disposition) });
  const undo = useUndo(contactId);
  const isStale = useIsStale();
  const isOff = undo.isPending || isStale;
  const act = () => {
    undo.mutate(contactId);
  };
  useKey("undo", act, !isOff);
  return (
    <div className={styles["undo"]}>
      <span role="status" className={styles["what"]}>
        {disposition === undefined ? t("closed") : t("closedAs", { ending: words(disposition) })}
      </span>
      <button type="button" aria-keyshortcuts={spokenKeys("undo")} disabled={isOff} onClick={act}>
        <b>{undo.isPending ? t("pending") : t("undo")}</b> <KeyCap>{KEYS.undo.cap}</KeyCap>
      </button>
      <span className={styles["seconds"]}>{t("seconds", { seconds })}</span>
    </div>
  );
}

function known(disposition: string | null): Disposition | undefined {
  return [...ONE_KEY_ENDINGS, ...WRAP_UP_DISPOSITIONS].find((each) => each === disposition);
}
