import type { PreviousView } from "@nightlight/contracts/counsellor/search";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { PastLine, PastWords } from "../../shared/past-contact.tsx";
import { openedQuery, previousQuery } from "./previous-queries.ts";
import styles from "./previous-pane.module.css";

/** What came before from the same number or account, and how much that says about who is there now. */
export function PreviousPane({ contactId }: { readonly contactId: string }) {
  const t = useTranslations("previous");
  const { data, isError, error, refetch } = useQuery(previousQuery(contactId));
  const [openId, setOpenId] = useState<string>();
  if (data === undefined) return isError ? <Failed error={error} retry={() => void refetch()} /> : <Loading />;
  if (data.strength === null) return <p className={styles["empty"]}>{t("unknown")}</p>;
  if (data.contacts.length === 0) return <p className={styles["empty"]}>{t("none")}</p>;
  return (
    <div className={styles["previous"]}>
      <div className={styles["match"]}>
        <p>
          <b>{t(`strength.${data.strength}`)}</b> {t(`reason.${data.strength}`)}
        </p>
        <p className={styles["quiet"]}>{t("logged")}</p>
      </div>
      <ul className={styles["list"]}>
        {data.contacts.map((contact) => (
          <Earlier
            key={contact.id}
            liveId={contactId}
            contact={contact}
            isOpen={openId === contact.id}
            onToggle={() => {
              setOpenId(openId === contact.id ? undefined : contact.id);
            }}
          />
        ))}
      </ul>
      {data.hasMore ? <p className={styles["empty"]}>{t("more")}</p> : null}
    </div>
  );
}

type EarlierProps = {
  readonly liveId: string;
  readonly contact: PreviousView["contacts"][number];
  readonly isOpen: boolean;
  readonly onToggle: () => void;
};

function Earlier({ liveId, contact, isOpen, onToggle }: EarlierProps) {
  const id = useId();
  return (
    <li>
      <button type="button" className={styles["row"]} aria-expanded={isOpen} aria-controls={id} onClick={onToggle}>
        <Icon name={isOpen ? "down" : "right"} size={14} />
        <span className={styles["about"]}>
          <PastLine contact={contact} />
          {contact.line === null ? null : <span className={styles["wrote"]}>{contact.line}</span>}
        </span>
      </button>
      <div id={id} className={styles["words"]} hidden={!isOpen}>
        {isOpen ? <Opened liveId={liveId} previousId={contact.id} /> : null}
      </div>
    </li>
  );
}

function Opened({ liveId, previousId }: { readonly liveId: string; readonly previousId: string }) {
  const { data, isError, error, refetch } = useQuery(openedQuery(liveId, previousId));
  if (data === undefined) return isError ? <Failed error={error} retry={() => void refetch()} /> : <Loading />;
  return <PastWords view={data.view} readAt={data.readAt} />;
}
