import { restrictionRoutes } from "@nightlight/contracts/supervisor/restriction";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { useWhyStale } from "@nightlight/door/line/use-why-stale";
import { Button } from "@nightlight/ui/components/button";
import { Field, TextArea } from "@nightlight/ui/components/field";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { restrictionsQuery } from "./access-queries.ts";
import { SHORTEST_REASON } from "./open-form.tsx";

/** Putting whoever this contact came from behind the others for a while: folded away until somebody means it. */
export function RestrictForm({ contactId }: { readonly contactId: string }) {
  const t = useTranslations("restrictions");
  const [isOpen, setIsOpen] = useState(false);
  const inForce = useQuery(restrictionsQuery).data?.restrictions.find(
    (each) => each.contactId === contactId && each.state === "in_force",
  );
  return (
    <section className={office["section"]} aria-label={t("ofContact")}>
      <div className={office["form"]}>
        <h3 className={office["acts"]}>{t("ofContact")}</h3>
        {inForce !== undefined ? (
          <p className={office["acts"]} role="status">
            {t("isSet", { time: `${clockTime(inForce.until)} ${calendarDay(inForce.until)}` })}
          </p>
        ) : isOpen ? (
          <Reason contactId={contactId} />
        ) : (
          <div className={office["acts"]}>
            <Button
              onClick={() => {
                setIsOpen(true);
              }}
            >
              {t("begin")}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function Reason({ contactId }: { readonly contactId: string }) {
  const t = useTranslations("restrictions");
  const access = useTranslations("access");
  const client = useQueryClient();
  const problemText = useProblemText();
  const whyStale = useWhyStale();
  const field = useId();
  const [reason, setReason] = useState("");
  const restrict = useMutation({
    mutationFn: () => call(restrictionRoutes.set, { params: { contactId }, body: { reason } }),
    onSettled: () => client.invalidateQueries({ queryKey: restrictionsQuery.queryKey }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    restrict.mutate();
  };
  const isShort = reason.trim().length < SHORTEST_REASON;
  const whyNot = whyStale ?? (isShort ? access("reasonShort") : restrict.isPending ? access("loading") : undefined);
  return (
    <form className={office["form"]} onSubmit={submit} noValidate aria-label={t("begin")}>
      <p className={office["acts"]}>{t("what")}</p>
      <Field label={access("reason")} htmlFor={field} layout="top">
        <TextArea
          id={field}
          rows={3}
          maxLength={500}
          value={reason}
          autoFocus
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
      </Field>
      <div role="status">
        {restrict.isError ? <p className={office["error"]}>{problemText(restrict.error)}</p> : null}
      </div>
      <div className={office["acts"]}>
        <Button type="submit" tone={isShort ? "edged" : "lamp"} whyNot={whyNot}>
          {t("act")}
        </Button>
      </div>
    </form>
  );
}
