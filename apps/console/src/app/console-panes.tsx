import type { DeskView } from "@nightlight/contracts/counsellor/contact";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { isByHand, isCall, type ChannelKind } from "@nightlight/domain/contact/channel";
import { late } from "@nightlight/door/client/late";
import { useIsStale } from "@nightlight/door/line/line-state";
import { ContactAccess } from "../features/access/contact-access.tsx";
import { RecordByHand } from "../features/by-hand/record-by-hand.tsx";
import { CallPanel } from "../features/call/call-panel.tsx";
import { Conversation, NoConversation } from "../features/contact/conversation.tsx";
import { MyContacts } from "../features/contact/my-contacts.tsx";
import { UndoLine } from "../features/contact/undo-line.tsx";
import { EscalationLine } from "../features/escalation/escalation-line.tsx";
import { OfferedTasks } from "../features/escalation/offered-tasks.tsx";
import { PromisedCalls } from "../features/previous/promised-calls.tsx";
import { OfferCard, OfferEndNote } from "../features/offer/offer-card.tsx";
import { QueueFold } from "../features/queue/queue-fold.tsx";
import { RecordPane } from "../features/record/record-pane.tsx";
import { RiskPanel } from "../features/risk/risk-panel.tsx";
import { say, useDeskState, useOpenContact } from "../shared/desk-state.ts";
import { useContactName } from "../shared/contact-name.ts";
import { useKey } from "../shared/keys/key-listener.ts";
import { contactQuery } from "../shared/queries.ts";
import { useTelephone } from "../shared/softphone/telephone.ts";
import styles from "./console-panes.module.css";
import { SideTabs } from "./side-tabs.tsx";

const EscalationPane = late(
  "escalation",
  async () => (await import("../features/escalation/escalation-pane.tsx")).EscalationPane,
);
const HandContact = late(
  "hand-contact",
  async () => (await import("../features/by-hand/hand-contact.tsx")).HandContact,
);

/** Three fixed panes: what is mine and what waits, the conversation, the record. Nothing moves by itself. */
export function ConsolePanes({ desk }: { readonly desk: DeskView }) {
  const t = useTranslations("panes");
  const openId = useOpenContact();
  const isStale = useIsStale();
  // Escalating belongs to the contact that it was begun for: another one opens with its record.
  const [escalating, setEscalating] = useState<string | undefined>(undefined);
  const isEscalating = escalating === openId;
  const panes = useRef<HTMLElement>(null);
  useKey("escalate", () => {
    setEscalating(isEscalating ? undefined : openId);
  });
  useKey("next-pane", () => {
    focusNextPane(panes.current);
  });

  return (
    <main className={styles["panes"]} ref={panes}>
      <section className={styles["left"]} tabIndex={-1} aria-label={t("mine")} data-stale={isStale}>
        {desk.offers[0] === undefined ? <OfferEndNote /> : <OfferCard key={desk.offers[0].id} offer={desk.offers[0]} />}
        <OfferedTasks />
        <MyContacts desk={desk} openId={openId} />
        <RecordByHand />
        <QueueFold queue={desk.queue} />
        <Said />
        <UndoLine desk={desk} />
      </section>
      <section className={styles["talk"]} tabIndex={-1} aria-label={t("conversation")}>
        {openId === undefined ? <NoConversation next={nextStep(desk)} /> : <Middle contactId={openId} desk={desk} />}
      </section>
      <aside className={styles["right"]} tabIndex={-1} aria-label={t("record")}>
        {openId !== undefined && isEscalating ? (
          <EscalationPane
            key={openId}
            contactId={openId}
            onBack={() => {
              setEscalating(undefined);
            }}
          />
        ) : (
          <>
            <SideTabs
              contactId={openId}
              record={
                <RecordPane contactId={openId} risk={openId === undefined ? null : <RiskPanel contactId={openId} />} />
              }
            />
            {openId === undefined ? null : (
              <EscalationLine
                contactId={openId}
                onOpen={() => {
                  setEscalating(openId);
                }}
              />
            )}
          </>
        )}
      </aside>
    </main>
  );
}

/** The conversation; or what was written down beside a contact that was recorded by hand. */
function Middle({ contactId, desk }: { readonly contactId: string; readonly desk: DeskView }) {
  const tools = <ContactAccess key={contactId} contactId={contactId} />;
  const row = desk.contacts.find(({ id }) => id === contactId);
  return row !== undefined && isByHand(row.channel) ? (
    <HandContact contactId={contactId} tools={tools} />
  ) : (
    <Conversation
      contactId={contactId}
      tools={tools}
      call={<Call contactId={contactId} channel={row?.channel} />}
      asks={<PromisedCalls key={contactId} contactId={contactId} />}
    />
  );
}

/** The sound of a contact that is a call, or that is being called. */
function Call({ contactId, channel }: { readonly contactId: string; readonly channel: ChannelKind | undefined }) {
  const { name, caller } = useContactName(contactId);
  const { data: isHeld } = useQuery({
    ...contactQuery(contactId),
    select: ({ talk }) => (talk?.heldSince ?? null) !== null,
  });
  const isUp = useTelephone((state) => state.call?.contactId === contactId);
  const cameByCall = channel !== undefined && isCall(channel);
  if (!isUp && !cameByCall) return null;
  return <CallPanel contactId={contactId} name={cameByCall ? caller : name} isHeld={isHeld === true} />;
}

function nextStep({ offers, presence }: DeskView): "offered" | "waiting" | "notRoutable" {
  if (offers.length > 0) return "offered";
  return presence.unroutableBecause === null ? "waiting" : "notRoutable";
}

/** The last word about a command that did not work, until it is put away or another follows. */
function Said() {
  const t = useTranslations("panes");
  const said = useDeskState((state) => state.said);
  return (
    <div role="status">
      {said === undefined ? null : (
        <p className={styles["said"]}>
          <Icon name="info" size={14} />
          <span>{said}</span>
          <button
            type="button"
            aria-label={t("putAway")}
            onClick={() => {
              say(undefined);
            }}
          >
            <Icon name="close" size={14} />
          </button>
        </p>
      )}
    </div>
  );
}

/** F6 goes round the panes, to the first thing in each that takes keys. */
function focusNextPane(main: HTMLElement | null): void {
  const panes = [...(main?.children ?? [])].filter((pane) => pane instanceof HTMLElement);
  const at = panes.findIndex((pane) => pane.contains(document.activeElement));
  const pane = panes[(at + 1) % Math.max(1, panes.length)];
  const first = pane?.querySelector<HTMLElement>("textarea, input:not(:disabled), [role=listbox]");
  (first ?? pane)?.focus();
}
