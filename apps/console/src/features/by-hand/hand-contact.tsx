import { Failed, Loading } from "@nightlight/door/client/query-states";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useContactName } from "../../shared/contact-name.ts";
import { contactQuery } from "../../shared/queries.ts";
import styles from "./by-hand.module.css";
import { CorrectForm } from "./correct-form.tsx";
import { HandChanges } from "./hand-changes.tsx";
import { handQuery } from "./hand-query.ts";

type HandContactProps = { readonly contactId: string; readonly tools?: ReactNode };

/** In place of a conversation: what was recorded by hand, when it truly came, and who says so. */
export function HandContact({ contactId, tools }: HandContactProps) {
  const t = useTranslations("byHand");
  const words = useTranslations("words.channel");
  const { name } = useContactName(contactId);
  const hand = useQuery(handQuery(contactId));
  const isTimeHeld = (useQuery(contactQuery(contactId)).data?.risk.held ?? null) !== null;
  const [isCorrecting, setCorrecting] = useState(false);
  if (hand.isPending) return <Loading />;
  if (hand.isError) return <Failed error={hand.error} retry={() => void hand.refetch()} />;
  const { kind, receivedAt, recordedAt, whoSays, reference, origin } = hand.data;
  const when = (instant: string) => `${clockTime(instant)} ${calendarDay(instant)}`;
  return (
    <>
      <header className={styles["head"]}>
        <div>
          <h1>
            {name} <span>{t("over")}</span>
          </h1>
          <p>
            {words(kind)} · {t("receivedShort", { time: when(receivedAt) })}
          </p>
        </div>
        {tools}
      </header>
      <div className={styles["body"]}>
        {isCorrecting ? (
          <CorrectForm
            contactId={contactId}
            hand={hand.data}
            isTimeHeld={isTimeHeld}
            onDone={() => {
              setCorrecting(false);
            }}
          />
        ) : (
          <>
            <dl>
              <dt>{t("kind")}</dt>
              <dd>{words(kind)}</dd>
              <dt>{t("receivedAt")}</dt>
              <dd>{when(receivedAt)}</dd>
              <dt>{t("whoSays")}</dt>
              <dd>{whoSays}</dd>
              <dt>{t("reference")}</dt>
              <dd>{reference === "" ? "–" : reference}</dd>
              <dt>{t("origin")}</dt>
              <dd>{origin === "" ? "–" : origin}</dd>
              <dt>{t("recordedAt")}</dt>
              <dd>{when(recordedAt)}</dd>
            </dl>
            <p>
              <Button
                size="small"
                onClick={() => {
                  setCorrecting(true);
                }}
              >
                {t("correct.open")}
              </Button>
            </p>
          </>
        )}
        <HandChanges changes={hand.data.changes} />
        <p className={styles["stays"]}>
          <Icon name="lock" size={14} />
          {t("stays")}
        </p>
        <p>{t("next")}</p>
      </div>
    </>
  );
}
