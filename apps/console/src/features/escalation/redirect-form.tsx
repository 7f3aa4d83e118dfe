import { escalationRoutes, type EscalationView } from "@nightlight/contracts/counsellor/escalation";
import { call } from "@nightlight/door/client/api";
import { Field, Select } from "@nightlight/ui/components/field";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { proposalQuery } from "./escalation-queries.ts";
import { SayForm } from "./say-form.tsx";
import { useEscalationAct } from "./use-escalation-act.ts";

type RedirectFormProps = { readonly escalation: EscalationView; readonly onCancel: () => void };

/** Sending it on: to whom, and why. No clock is set back. */
export function RedirectForm({ escalation, onCancel }: RedirectFormProps) {
  const t = useTranslations("escalation.act");
  const field = useId();
  const [authorityId, setAuthorityId] = useState("");
  const proposal = useQuery(proposalQuery(escalation.contactId, undefined));
  const asked = new Set(escalation.addressed.map(({ authority }) => authority.id));
  const around = [proposal.data?.authority ?? undefined, ...(proposal.data?.others ?? [])];
  const others = around.filter((each) => each !== undefined).filter(({ id }) => !asked.has(id));
  const redirect = useEscalationAct((reason: string) =>
    call(escalationRoutes.redirect, {
      params: { escalationId: escalation.id },
      body: { authorityId, reason },
    }),
  );
  return (
    <>
      <Field label={t("redirectTo")} htmlFor={field} layout="stacked">
        <Select
          id={field}
          fits
          value={authorityId}
          onChange={(event) => {
            setAuthorityId(event.target.value);
          }}
        >
          <option value="">–</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <SayForm
        label={t("redirectWhy")}
        act={t("redirect")}
        whyNot={authorityId === "" ? t("chooseFirst") : undefined}
        running={redirect}
        onCancel={onCancel}
      />
    </>
  );
}
