import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { RECORD_FIELDS } from "@nightlight/contracts/counsellor/contact";
import { CONTACT_REASONS } from "@nightlight/domain/contact/disposition";
import { classNames } from "@nightlight/ui/class-names";
import { Choice } from "@nightlight/ui/components/choice";
import { Field, TextArea, TextInput } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { contactQuery } from "../../shared/queries.ts";
import { clockTime } from "../../shared/time.ts";
import { CloseForm } from "./close-form.tsx";
import { ConflictView } from "./conflict-view.tsx";
import { fieldKey, saveState, useRecordFields } from "./record-fields.ts";
import styles from "./record-pane.module.css";
import { useRecordField } from "./use-record-field.ts";

/** The record of a contact: open from the first second, saved as typed, the same until it is closed. */
export function RecordPane({ contactId }: { readonly contactId: string | undefined }) {
  const t = useTranslations("record");
  if (contactId === undefined) {
    return (
      <>
        <header className={styles["head"]}>
          <h2>{t("title")}</h2>
        </header>
        <p className={styles["empty"]}>{t("none")}</p>
      </>
    );
  }
  return <OpenRecord key={contactId} contactId={contactId} />;
}

function OpenRecord({ contactId }: { readonly contactId: string }) {
  const t = useTranslations("record");
  const { data: view } = useQuery(contactQuery(contactId));
  return (
    <>
      <header className={styles["head"]}>
        <h2>{t("title")}</h2>
        {view === undefined ? null : <Saved view={view} />}
      </header>
      {view === undefined ? null : (
        <>
          <div className={styles["fields"]}>
            <NameField view={view} />
            <ReasonField view={view} />
            <NarrativeField view={view} />
          </div>
          {view.summary.status === "wrap_up" ? (
            <CloseForm view={view} />
          ) : (
            <p className={styles["later"]}>{t("closeLater")}</p>
          )}
        </>
      )}
    </>
  );
}

function NameField({ view }: { readonly view: ContactView }) {
  const t = useTranslations("record");
  const id = useId();
  const { text, type, leave } = useRecordField(view, "name");
  return (
    <Field label={t("field.name")} htmlFor={id}>
      <TextInput
        id={id}
        value={text}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => {
          type(event.target.value);
        }}
        onBlur={leave}
      />
      <ConflictView contactId={view.summary.id} field="name" />
    </Field>
  );
}

function ReasonField({ view }: { readonly view: ContactView }) {
  const t = useTranslations("record");
  const words = useTranslations("words.reason");
  const { text, type, leave } = useRecordField(view, "reason");
  return (
    <div className={styles["reason"]}>
      <Field label={t("field.reason")} layout="top">
        <Choice
          columns={2}
          label={t("field.reason")}
          options={CONTACT_REASONS.map((value) => ({ value, word: words(value) }))}
          value={CONTACT_REASONS.find((reason) => reason === text)}
          onChoose={type}
          onBlur={leave}
        />
        <ConflictView contactId={view.summary.id} field="reason" />
      </Field>
    </div>
  );
}

function NarrativeField({ view }: { readonly view: ContactView }) {
  const t = useTranslations("record");
  const id = useId();
  const { text, type, leave, isInConflict } = useRecordField(view, "narrative");
  return (
    <Field label={t("field.narrative")} htmlFor={id} layout={isInConflict ? "top" : "grow"}>
      <TextArea
        id={id}
        value={text}
        maxLength={20_000}
        onChange={(event) => {
          type(event.target.value);
        }}
        onBlur={leave}
      />
      <ConflictView contactId={view.summary.id} field="narrative" />
    </Field>
  );
}

/** Always visible: when the record was last saved, or that it was not. */
function Saved({ view }: { readonly view: ContactView }) {
  const t = useTranslations("record.save");
  const fields = useRecordFields();
  const states = RECORD_FIELDS.map((field) => fields[fieldKey(view.summary.id, field)]);
  const savedAt =
    RECORD_FIELDS.map((field) => view.record[field]?.savedAt ?? "")
      .toSorted()
      .at(-1) ?? "";
  const state = saveState(states, savedAt !== "");
  const isUrgent = state === "unsaved" || state === "conflict";
  return (
    <p role="status" className={classNames(styles["saved"], isUrgent && styles["urgent"])}>
      {state === "saved" ? <Icon name="check" size={14} /> : null}
      {isUrgent ? <Icon name="warning" size={14} /> : null}
      {state === "saved" ? t("saved", { time: clockTime(savedAt) }) : t(state)}
    </p>
  );
}
