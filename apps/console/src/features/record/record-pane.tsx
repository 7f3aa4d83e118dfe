import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { clockTime } from "@nightlight/door/time/time";
import { classNames } from "@nightlight/ui/class-names";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { contactQuery } from "../../shared/queries.ts";
import { CloseForm } from "./close-form.tsx";
import { ConflictView } from "./conflict-view.tsx";
import { RecordForm } from "./form/record-form.tsx";
import { Form01Links } from "./form-01-links.tsx";
import { goTo, Missing } from "./missing.tsx";
import styles from "./record-pane.module.css";
import { useRecord, type RecordHeld } from "./use-record.ts";

type RecordPaneProps = {
  readonly contactId: string | undefined;
  /** What stands above the questions about risk. */
  readonly risk?: ReactNode;
};

/** The record of a contact: open from the first second, saved as typed, the same until it is closed. */
export function RecordPane({ contactId, risk }: RecordPaneProps) {
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
  return <OpenRecord key={contactId} contactId={contactId} risk={risk} />;
}

function OpenRecord({ contactId, risk }: { readonly contactId: string; readonly risk: ReactNode }) {
  const { data: view } = useQuery(contactQuery(contactId));
  return view === undefined ? null : <Written view={view} risk={risk} />;
}

function Written({ view, risk }: { readonly view: ContactView; readonly risk: ReactNode }) {
  const t = useTranslations("record");
  const record = useRecord(view);
  const contactId = view.summary.id;
  return (
    <>
      {record === undefined ? null : <Saved record={record} />}
      {risk}
      <div className={styles["fields"]}>
        {record === undefined ? (
          <p className={styles["empty"]}>{t("reading")}</p>
        ) : (
          <RecordForm
            {...record}
            isReadOnly={view.summary.status === "closed" || view.summary.isGuest === true}
            under={(path) => <ConflictView contactId={contactId} path={path} definition={record.definition} />}
          />
        )}
        {record === undefined ? null : <Form01Links contactId={contactId} />}
      </div>
      {record === undefined ? null : <Foot view={view} record={record} />}
    </>
  );
}

/** What is missing for closing, while there is a conversation; then closing itself. */
function Foot({ view, record }: { readonly view: ContactView; readonly record: RecordHeld }) {
  if (view.summary.status === "wrap_up") return <CloseForm view={view} record={record} />;
  // A colleague in the conversation reads along; the record is its owner's.
  if (view.summary.isGuest === true) return null;
  if (view.summary.status === "closed" || record.missing.length === 0) return null;
  return (
    <p className={styles["later"]}>
      <Missing record={record} />
    </p>
  );
}

/** Always visible: when the record was last saved, or that it was not, with the way to the field that waits. */
function Saved({ record: { saving, savedAt, stuck } }: { readonly record: RecordHeld }) {
  const t = useTranslations("record.save");
  const isUrgent = saving === "unsaved" || saving === "conflict" || saving === "refused";
  return (
    <p role="status" className={classNames(styles["saved"], isUrgent && styles["urgent"])}>
      {saving === "saved" ? <Icon name="check" size={14} /> : null}
      {isUrgent ? <Icon name="warning" size={14} /> : null}
      {stuck === undefined ? (
        <span>{saving === "saved" ? t("saved", { time: clockTime(savedAt) }) : t(saving)}</span>
      ) : (
        <button
          type="button"
          onClick={() => {
            goTo(stuck);
          }}
        >
          {t(saving === "conflict" ? "conflict" : "refused")}
        </button>
      )}
    </p>
  );
}
