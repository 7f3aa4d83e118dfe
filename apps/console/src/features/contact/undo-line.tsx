import type { ContactView, DeskView } from "@nightlight/contracts/counsellor/contact";
import { WRAP_UP_DISPOSITIONS, ONE_KEY_ENDINGS, type Disposition } from "@nightlight/domain/contact/disposition";
import { useIsStale } from "@nightlight/door/line/line-state";
import { useNow } from "@nightlight/door/time/use-now";
import { Toast } from "@nightlight/ui/components/toast";
import { useQueries } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import { useKey } from "../../shared/keys/key-listener.ts";
import { contactQuery } from "../../shared/queries.ts";
import { secondsUntil } from "../../shared/time.ts";
import { useUndo } from "./endings.ts";

/** The last ending, for the seconds in which it can be taken back. */
export function UndoLine({ desk }: { readonly desk: DeskView }) {
  const now = useNow();
  const open = desk.contacts.filter(
    ({ status, undoUntil }) => status !== "active" && undoUntil !== null && Date.parse(undoUntil) > now,
  );
  const dispositions = useQueries({
    queries: open.map(({ id }) => ({ ...contactQuery(id), select: (view: ContactView) => view.disposition })),
  });
  const last = open
    .map(({ id, status, undoUntil }, index) => ({
      contactId: id,
      undoUntil: undoUntil ?? "",
      disposition: known(dispositions[index]?.data ?? null),
      isOver: status === "closed",
    }))
    // With one key the seconds were given before it closed; they are not given twice.
    .filter(({ disposition, isOver }) => !(isOver && isOneKey(disposition)))
    .toSorted((one, other) => (one.undoUntil < other.undoUntil ? 1 : -1))[0];
  if (last === undefined) return null;
  const seconds = secondsUntil(last.undoUntil, now);
  return <Line key={last.contactId} contactId={last.contactId} disposition={last.disposition} seconds={seconds} />;
}

type LineProps = {
  readonly contactId: string;
  readonly disposition: Disposition | undefined;
  readonly seconds: number;
};

function Line({ contactId, disposition, seconds }: LineProps) {
  const t = useTranslations("contact.undo");
  const words = useTranslations("words.disposition");
  const undo = useUndo(contactId);
  const isStale = useIsStale();
  const isOff = undo.isPending || isStale;
  const act = () => {
    undo.mutate({ id: contactId, disposition });
  };
  useKey("undo", act, !isOff);
  return (
    <Toast
      undo={{
        word: undo.isPending ? t("pending") : t("undo"),
        act,
        keys: { cap: KEYS.undo.cap, spoken: spokenKeys("undo") },
        isOff,
      }}
      left={t("seconds", { seconds })}
    >
      {disposition === undefined ? t("closed") : t("closedAs", { ending: words(disposition) })}
    </Toast>
  );
}

function known(disposition: string | null): Disposition | undefined {
  return [...ONE_KEY_ENDINGS, ...WRAP_UP_DISPOSITIONS].find((each) => each === disposition);
}

function isOneKey(disposition: Disposition | undefined): boolean {
  return ONE_KEY_ENDINGS.some((each) => each === disposition);
}
