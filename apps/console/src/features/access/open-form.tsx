import { supervisionRoutes } from "@nightlight/contracts/supervisor/access";
import { OPENING_KINDS, OPENING_MINUTES, type OpeningKind } from "@nightlight/domain/access/opening";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { Choice } from "@nightlight/ui/components/choice";
import { Field, TextArea } from "@nightlight/ui/components/field";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { emergenciesQuery, openedQuery, readingsOfContactQuery } from "./access-queries.ts";

export const SHORTEST_REASON = 10;

/** Opening a contact: why, in words of one's own, and what follows from it. */
export function OpenForm({ contactId }: { readonly contactId: string }) {
  const t = useTranslations("access");
  const client = useQueryClient();
  const problemText = useProblemText();
  const field = useId();
  const [kind, setKind] = useState<OpeningKind>("supervision");
  const [reason, setReason] = useState("");
  const open = useMutation({
    mutationFn: async () => {
      await call(supervisionRoutes.open, { params: { contactId }, body: { kind, reason } });
      return client.query({ ...openedQuery(contactId), staleTime: 0 });
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: readingsOfContactQuery(contactId).queryKey });
      void client.invalidateQueries({ queryKey: emergenciesQuery.queryKey });
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    open.mutate();
  };
  const isShort = reason.trim().length < SHORTEST_REASON;
  return (
    <form className={office["form"]} onSubmit={submit} noValidate>
      <p className={office["acts"]}>{t("open.why")}</p>
      <Field label={t("open.kind")}>
        <Choice
          label={t("open.kind")}
          value={kind}
          options={OPENING_KINDS.map((value) => ({ value, word: t(`kind.${value}`) }))}
          onChoose={setKind}
        />
      </Field>
      <p className={office["acts"]}>{t(`open.${kind}`, { minutes: OPENING_MINUTES[kind] })}</p>
      <Field label={t("reason")} htmlFor={field} layout="top">
        <TextArea
          id={field}
          rows={3}
          maxLength={500}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
      </Field>
      <div role="status">{open.isError ? <p className={office["error"]}>{problemText(open.error)}</p> : null}</div>
      <div className={office["acts"]}>
        <Button
          type="submit"
          tone={isShort ? "edged" : "lamp"}
          whyNot={isShort ? t("reasonShort") : open.isPending ? t("loading") : undefined}
        >
          {t(kind === "supervision" ? "open.act" : "open.actEmergency")}
        </Button>
      </div>
    </form>
  );
}
