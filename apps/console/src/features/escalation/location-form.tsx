import { locationRoutes, type LocationsView } from "@nightlight/contracts/counsellor/location";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { Button } from "@nightlight/ui/components/button";
import { Field, Select, TextArea } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import styles from "./escalation.module.css";
import { useEscalationAct } from "./use-escalation-act.ts";

type LocationFormProps = {
  readonly contactId: string;
  readonly offices: LocationsView["offices"];
  readonly onClose: () => void;
};

const SHORTEST = 5;
const LIMIT = 500;

/** Whom to ring, and why they are asked. It writes down what a person does by telephone; nothing is sent. */
export function LocationForm({ contactId, offices, onClose }: LocationFormProps) {
  const t = useTranslations("escalation.location");
  const problemText = useProblemText();
  const fields = { office: useId(), reason: useId() };
  const [key] = useState(() => crypto.randomUUID());
  const [authorityId, setAuthorityId] = useState("");
  const [reason, setReason] = useState("");
  const ask = useEscalationAct(() =>
    call(locationRoutes.ask, { params: { contactId }, body: { key, authorityId, reason } }),
  );
  const chosen = offices.find(({ id }) => id === authorityId);
  const isShort = reason.trim().length < SHORTEST;
  const whyNot =
    chosen === undefined ? t("chooseFirst") : isShort ? t("sayWhy") : ask.isPending ? t("pending") : undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (whyNot === undefined) ask.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <form className={styles["say"]} onSubmit={submit} noValidate>
      <p className={styles["quiet"]}>{t("lead")}</p>
      <Field label={t("office")} htmlFor={fields.office} layout="stacked">
        <Select
          id={fields.office}
          autoFocus
          value={authorityId}
          onChange={(event) => {
            setAuthorityId(event.target.value);
          }}
        >
          <option value="">–</option>
          {offices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      {chosen === undefined ? null : (
        <p className={styles["quiet"]}>
          <Icon name="phone" size={14} />{" "}
          {chosen.phone === null ? (
            t("noNumber")
          ) : (
            <a href={`tel:${chosen.phone.replaceAll(/[^+\d]/gu, "")}`}>{chosen.phone}</a>
          )}
        </p>
      )}
      <label htmlFor={fields.reason}>{t("reason")}</label>
      <TextArea
        id={fields.reason}
        rows={3}
        maxLength={LIMIT}
        value={reason}
        onChange={(event) => {
          setReason(event.target.value);
        }}
      />
      <div role="status">{ask.isError ? <p className={styles["problem"]}>{problemText(ask.error)}</p> : null}</div>
      <div className={styles["acts"]}>
        <Button type="submit" whyNot={whyNot}>
          {t("keep")}
        </Button>
        <Button tone="plain" onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
