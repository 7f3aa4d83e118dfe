import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { contactRoutes } from "@nightlight/contracts/counsellor/contact";
import { WRAP_UP_DISPOSITIONS, type WrapUpDisposition } from "@nightlight/domain/contact/disposition";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useIsStale } from "@nightlight/door/line/line-state";
import { Button } from "@nightlight/ui/components/button";
import { Choice } from "@nightlight/ui/components/choice";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { openContact, say, useDeskState } from "../../shared/desk-state.ts";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import { useKey } from "../../shared/keys/key-listener.ts";
import { contactQuery, deskQuery, putEnding, readAgain } from "../../shared/queries.ts";
import { Missing } from "./missing.tsx";
import { RecordClock } from "./record-clock.tsx";
import { saveEverything } from "./record-keeper.ts";
import styles from "./record-pane.module.css";
import type { RecordHeld } from "./use-record.ts";

/** Wrap-up: how it ended, and close. Never submits itself; can be taken back for a few seconds. */
export function CloseForm({ view, record }: { readonly view: ContactView; readonly record: RecordHeld }) {
  const t = useTranslations("record.close");
  const words = useTranslations("words.disposition");
  const [disposition, setDisposition] = useState(() => takenBackFrom(view.summary.id));
  const close = useClose(view.summary.id);
  const isStale = useIsStale();
  const hasOffer = useQuery({ ...deskQuery, select: (desk) => desk.offers.length > 0 }).data === true;
  const whyNot = isStale
    ? t("away")
    : close.isPending
      ? t("pending")
      : record.saving === "conflict" || record.saving === "refused"
        ? t("unsaved")
        : record.missing.length > 0
          ? t("fields", { count: record.missing.length })
          : disposition === undefined
            ? t("missing")
            : undefined;

  const finish = () => {
    if (disposition === undefined || whyNot !== undefined) say(whyNot);
    else close.mutate(disposition);
  };
  useKey("close", finish);

  return (
    <section className={styles["closing"]} aria-label={t("title")}>
      <h3>{t("title")}</h3>
      <Choice
        columns={3}
        label={t("disposition")}
        options={WRAP_UP_DISPOSITIONS.map((value) => ({ value, word: words(value) }))}
        value={disposition}
        onChoose={setDisposition}
      />
      {view.recordTime === undefined ? null : <RecordClock contactId={view.summary.id} time={view.recordTime} />}
      <div className={styles["line"]}>
        <span>{record.missing.length > 0 ? <Missing record={record} /> : (whyNot ?? t("ready"))}</span>
        <Button
          tone={hasOffer ? "edged" : "lamp"}
          keys={KEYS.close.cap}
          aria-keyshortcuts={spokenKeys("close")}
          whyNot={whyNot}
          onClick={finish}
        >
          {close.isPending ? t("pending") : t("close")}
        </Button>
      </div>
    </section>
  );
}

/** What was chosen before an undo; nothing else is ever chosen beforehand. */
function takenBackFrom(contactId: string): WrapUpDisposition | undefined {
  const { takenBack } = useDeskState.getState();
  return takenBack?.contactId === contactId
    ? WRAP_UP_DISPOSITIONS.find((each) => each === takenBack.disposition)
    : undefined;
}

function useClose(contactId: string) {
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    scope: { id: contactId },
    mutationFn: async (disposition: WrapUpDisposition) => {
      await saveEverything(client, contactId);
      // Saving the first field makes a new version; what was just written is not news to whoever wrote it.
      const { version } = (await client.query({ ...contactQuery(contactId), staleTime: 0 })).summary;
      return call(contactRoutes.close, { params: { contactId }, body: { disposition, version } });
    },
    onSuccess: (closed) => {
      putEnding(client, closed);
      openContact(undefined);
      say(undefined);
      void client.invalidateQueries({ queryKey: deskQuery.queryKey });
    },
    onError: (error) => {
      say(problemText(error));
      void readAgain(client, contactId);
    },
  });
}
