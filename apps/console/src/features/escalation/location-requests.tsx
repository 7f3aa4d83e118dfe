import type { LocationsView } from "@nightlight/contracts/counsellor/location";
import { clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { locationsQuery } from "./escalation-queries.ts";
import styles from "./escalation.module.css";
import { LocationAnswer } from "./location-answer.tsx";
import { LocationForm } from "./location-form.tsx";

/** Asking the police where somebody is, in danger and by hand: what was asked, when, why, and what they said. */
export function LocationRequests({ contactId }: { readonly contactId: string }) {
  const t = useTranslations("escalation.location");
  const [isAsking, setIsAsking] = useState(false);
  const { data } = useQuery(locationsQuery(contactId));
  if (data === undefined || (data.offices.length === 0 && data.requests.length === 0)) return null;
  const close = () => {
    setIsAsking(false);
  };
  return (
    <section className={styles["location"]} aria-label={t("title")}>
      {isAsking || data.requests.length > 0 ? <h3 className={styles["caption"]}>{t("title")}</h3> : null}
      {data.requests.map((request) => (
        <Asked key={request.id} contactId={contactId} request={request} />
      ))}
      {isAsking ? (
        <LocationForm contactId={contactId} offices={data.offices} onClose={close} />
      ) : data.offices.length === 0 ? null : (
        <Button
          size="small"
          onClick={() => {
            setIsAsking(true);
          }}
        >
          {t("ask")}
        </Button>
      )}
    </section>
  );
}

type AskedProps = { readonly contactId: string; readonly request: LocationsView["requests"][number] };

function Asked({ contactId, request }: AskedProps) {
  const t = useTranslations("escalation.location");
  const { office, by, at, reason, answer } = request;
  return (
    <article className={styles["task"]} aria-label={t("asked", { office })}>
      <h4>
        <Icon name="phone" size={16} />
        {t("asked", { office })}
      </h4>
      <p className={styles["quiet"]}>{t("askedBy", { name: by.name, time: clockTime(at) })}</p>
      <p>{reason}</p>
      {answer === null ? (
        <LocationAnswer contactId={contactId} requestId={request.id} />
      ) : (
        <div role="status">
          <p className={styles["strong"]}>{t(`outcome.${answer.outcome}`)}</p>
          <p className={styles["quiet"]}>{t("answeredBy", { name: answer.by.name, time: clockTime(answer.at) })}</p>
          {answer.words === "" ? null : <p>{answer.words}</p>}
        </div>
      )}
    </article>
  );
}
