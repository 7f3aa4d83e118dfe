import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { isCall } from "@nightlight/domain/contact/channel";
import { useLanguage } from "@nightlight/door/taste/taste";
import { clockTime, dayWithName } from "@nightlight/door/time/time";
import { classNames } from "@nightlight/ui/class-names";
import { Button } from "@nightlight/ui/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import styles from "./conversation-log.module.css";
import { outgoingOf, sendAgain, takeBack, useOutbox, type Outgoing } from "./outbox.ts";
import { notYetThere, receiptsOf, turnsOf, type Receipt, type Turn } from "./turns.ts";
import { useIsTyping } from "./typing.ts";
import { useLogEnd } from "./log-end.ts";

/** The conversation as it was said: times in a gutter of their own, the child's words raised, ours indented. */
export function ConversationLog({ view, name }: { readonly view: ContactView; readonly name: string }) {
  const t = useTranslations("contact.log");
  const contactId = view.summary.id;
  const outgoing = useOutbox((outbox) => outgoingOf(outbox, contactId));
  const unsent = notYetThere(outgoing, view.messages);
  const receipts = receiptsOf(view.messages);
  const { log, isAtEnd, onScroll, goToEnd } = useLogEnd(view, unsent.length);

  return (
    <div className={styles["frame"]}>
      <div
        ref={log}
        role="log"
        tabIndex={0}
        aria-label={t("label", { name })}
        className={styles["log"]}
        onScroll={onScroll}
      >
        <div className={styles["inner"]}>
          <Beginning view={view} />
          {turnsOf(view.messages).map((turn) => (
            <TurnView key={turn.key} turn={turn} receipts={receipts} name={name} />
          ))}
          {unsent.map((message) => (
            <UnsentView key={message.clientKey} contactId={contactId} message={message} />
          ))}
          <Ending view={view} />
          <TypingLine contactId={contactId} name={name} isOver={view.endedBy !== null} />
        </div>
      </div>
      {isAtEnd ? null : (
        <Button size="small" className={styles["newer"]} onClick={goToEnd}>
          {t("newer")}
        </Button>
      )}
    </div>
  );
}

type TurnViewProps = { readonly turn: Turn; readonly receipts: ReadonlyMap<string, Receipt>; readonly name: string };

function TurnView({ turn, receipts, name }: TurnViewProps) {
  const t = useTranslations("contact.log");
  const language = useLanguage();
  const receipt = turn.messages.map(({ id }) => receipts.get(id)).findLast((each) => each !== undefined);
  const first = turn.messages[0];
  return (
    <>
      {turn.day === undefined || first === undefined ? null : (
        <p className={styles["day"]}>{dayWithName(first.at, language)}</p>
      )}
      <div className={classNames(styles["turn"], turn.from === "child" && styles["child"])}>
        <time dateTime={first?.at}>{turn.time}</time>
        {turn.messages.map((message, index) => (
          <p key={message.id} className={styles["words"]}>
            {index === 0 ? <span className="spoken">{turn.from === "child" ? name : t("you")}: </span> : null}
            {message.text}
          </p>
        ))}
        {receipt === undefined ? null : (
          <span className={styles["note"]}>
            {receipt.kind === "sent" ? t("sent") : t(receipt.kind, { time: clockTime(receipt.at) })}
          </span>
        )}
      </div>
    </>
  );
}

function UnsentView({ contactId, message }: { readonly contactId: string; readonly message: Outgoing }) {
  const t = useTranslations("contact.log");
  const client = useQueryClient();
  const isOnItsWay = message.state === "sending" || message.state === "sent";
  return (
    <div className={classNames(styles["turn"], !isOnItsWay && styles["unsent"])}>
      <time dateTime={message.at}>{clockTime(message.at)}</time>
      <p className={styles["words"]}>{message.text}</p>
      {isOnItsWay ? (
        <span className={styles["note"]}>{t("sending")}</span>
      ) : (
        <p className={classNames(styles["note"], styles["trouble"])} role="status">
          {message.detail ?? t("unsent")}
          {message.state === "unsent" ? (
            <Button
              size="small"
              onClick={() => {
                sendAgain(client, contactId);
              }}
            >
              {t("again")}
            </Button>
          ) : null}
          <Button
            size="small"
            tone="plain"
            onClick={() => {
              takeBack(contactId, message.clientKey);
            }}
          >
            {t("takeBack")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Before anybody has written: that the contact is here, and since when. */
function Beginning({ view }: { readonly view: ContactView }) {
  const t = useTranslations("contact.log");
  if (view.messages.length > 0) return null;
  return (
    <p className={styles["event"]}>
      <time>{clockTime(view.summary.since)}</time>
      {t(isCall(view.summary.channel) ? "begunCall" : "begun")}
    </p>
  );
}

function Ending({ view }: { readonly view: ContactView }) {
  const t = useTranslations("contact.log.ended");
  if (view.endedBy === null) return null;
  return (
    <p className={styles["event"]}>
      <time>{clockTime(view.summary.since)}</time>
      {t(view.endedBy)}
    </p>
  );
}

type TypingLineProps = { readonly contactId: string; readonly name: string; readonly isOver: boolean };

/** Keeps its height when nobody writes, so that nothing moves. */
function TypingLine({ contactId, name, isOver }: TypingLineProps) {
  const t = useTranslations("contact.log");
  const isTyping = useIsTyping(contactId) && !isOver;
  return (
    <p className={styles["typing"]} aria-live="off">
      {isTyping ? t("typing", { name }) : null}
    </p>
  );
}
