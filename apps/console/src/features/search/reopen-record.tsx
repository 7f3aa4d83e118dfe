import type { PastContactState } from "@nightlight/contracts/counsellor/search";
import { talkRoutes } from "@nightlight/contracts/counsellor/talk";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { useWhyStale } from "@nightlight/door/line/use-why-stale";
import { Button } from "@nightlight/ui/components/button";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { openContact } from "../../shared/desk-state.ts";
import { goTo } from "../../shared/place.ts";
import { deskQuery, putContact } from "../../shared/queries.ts";
import styles from "./search-screen.module.css";

/** One's own closed record, opened again: it lies on the desk, takes no place there, and is closed as any other. */
export function ReopenRecord({ contact }: { readonly contact: PastContactState }) {
  const t = useTranslations("search");
  const client = useQueryClient();
  const problemText = useProblemText();
  const whyStale = useWhyStale();
  const reopen = useMutation({
    mutationFn: () => call(talkRoutes.reopen, { params: { contactId: contact.id } }),
    onSuccess: async (view) => {
      putContact(client, view);
      await client.invalidateQueries({ queryKey: deskQuery.queryKey });
      openContact(contact.id);
      goTo("desk");
    },
  });
  if (!contact.isMine || contact.status !== "closed") return null;
  return (
    <div className={styles["reopen"]}>
      <Button
        whyNot={whyStale ?? (reopen.isPending ? t("reopening") : undefined)}
        onClick={() => {
          reopen.mutate();
        }}
      >
        {t("reopen")}
      </Button>
      <p>{t("reopenNote")}</p>
      {reopen.isError ? <p role="alert">{problemText(reopen.error)}</p> : null}
    </div>
  );
}
