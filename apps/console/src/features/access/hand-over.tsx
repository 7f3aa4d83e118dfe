import { supervisionRoutes, type ContactStateView } from "@nightlight/contracts/supervisor/access";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { Field, Select } from "@nightlight/ui/components/field";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { colleaguesQuery } from "./access-queries.ts";

/** A record that waits to be finished goes to another counsellor: its own was barred from it, or is not there. */
export function HandOver({ contact }: { readonly contact: ContactStateView }) {
  const t = useTranslations("access.handOver");
  const toId = useId();
  const client = useQueryClient();
  const problemText = useProblemText();
  const colleagues = useQuery(colleaguesQuery);
  const [to, setTo] = useState("");
  const hand = useMutation({
    mutationFn: () => call(supervisionRoutes.handOver, { params: { contactId: contact.id }, body: { to } }),
    onSuccess: () => {
      setTo("");
      return client.invalidateQueries({ queryKey: ["watch"] });
    },
  });
  const missing = to === "" ? t("chooseFirst") : undefined;
  return (
    <section className={office["section"]} aria-label={t("title")}>
      <form
        className={office["form"]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (missing === undefined && !hand.isPending) hand.mutate();
        }}
      >
        <h3 className={office["acts"]}>{t("title")}</h3>
        <p className={office["acts"]}>{t(contact.needsHandOver ? "needed" : "note")}</p>
        <Field label={t("to")} htmlFor={toId}>
          <Select
            id={toId}
            value={to}
            onChange={(event) => {
              setTo(event.target.value);
            }}
          >
            <option value="">{t("choose")}</option>
            {colleagues.data?.people
              .filter(({ id, counsels }) => counsels && id !== contact.owner?.id)
              .map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
          </Select>
        </Field>
        <div role="status">{hand.isError ? <p className={office["error"]}>{problemText(hand.error)}</p> : null}</div>
        <div className={office["acts"]}>
          <Button type="submit" whyNot={missing ?? (hand.isPending ? t("pending") : undefined)}>
            {t("act")}
          </Button>
        </div>
      </form>
    </section>
  );
}
