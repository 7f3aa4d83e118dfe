import { Failed, Loading } from "@nightlight/door/client/query-states";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { EscalationCard } from "./escalation-card.tsx";
import { escalationsOfQuery } from "./escalation-queries.ts";
import styles from "./escalation.module.css";
import { LocationRequests } from "./location-requests.tsx";
import { SendForm } from "./send-form.tsx";

type EscalationPaneProps = { readonly contactId: string; readonly onBack: () => void };

/** Putting a contact before an authority, and following it until a report is accepted. */
export function EscalationPane({ contactId, onBack }: EscalationPaneProps) {
  const t = useTranslations("escalation");
  const list = useQuery(escalationsOfQuery(contactId));
  return (
    <>
      <header className={styles["head"]}>
        <Button tone="plain" size="small" aria-label={t("back")} onClick={onBack}>
          <Icon name="back" />
        </Button>
        <h2>{t("title")}</h2>
      </header>
      {list.data === undefined ? (
        list.isError ? (
          <Failed error={list.error} retry={() => void list.refetch()} />
        ) : (
          <Loading />
        )
      ) : (
        <Sent contactId={contactId} escalations={list.data} />
      )}
    </>
  );
}

function Sent(props: { readonly contactId: string; readonly escalations: readonly { readonly id: string }[] }) {
  const { contactId, escalations } = props;
  const t = useTranslations("escalation");
  const [isAnother, setIsAnother] = useState(false);
  const { data = [] } = useQuery(escalationsOfQuery(contactId));
  if (escalations.length === 0 || isAnother) {
    return (
      <SendForm
        key={String(isAnother)}
        contactId={contactId}
        onSent={() => {
          setIsAnother(false);
        }}
      />
    );
  }
  return (
    <>
      <div className={styles["scroll"]}>
        {data.map((escalation) => (
          <EscalationCard key={escalation.id} escalation={escalation} />
        ))}
        <LocationRequests contactId={contactId} />
      </div>
      <footer className={styles["foot"]}>
        <Button
          tone="plain"
          onClick={() => {
            setIsAnother(true);
          }}
        >
          {t("another")}
        </Button>
      </footer>
    </>
  );
}
