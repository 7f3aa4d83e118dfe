import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { isCall } from "@nightlight/domain/contact/channel";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { useIsStale } from "@nightlight/door/line/line-state";
import { clockTime } from "@nightlight/door/time/time";
import { useNow } from "@nightlight/door/time/use-now";
import { Button } from "@nightlight/ui/components/button";
import { useQuery } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { callQuery } from "../../shared/call-query.ts";
import { useContactName } from "../../shared/contact-name.ts";
import { useLiveState } from "../../shared/live/live-state.ts";
import { contactQuery } from "../../shared/queries.ts";
import { useTelephone } from "../../shared/softphone/telephone.ts";
import { lasting } from "../../shared/time.ts";
import { ConversationLog } from "./conversation-log.tsx";
import styles from "./conversation.module.css";
import { useEnd } from "./endings.ts";
import { OneKeyEndings } from "./one-key-endings.tsx";
import { ConversationOver, ReplyBox } from "./reply-box.tsx";
import { TalkBars } from "./talk-bars.tsx";
import { TalkTools } from "./talk-tools.tsx";
import { useSendWhenBack } from "./send-when-back.ts";

type ConversationProps = {
  readonly contactId: string;
  /** What other features offer beside the name. */
  readonly tools?: ReactNode;
  /** The call of it, where there is one. */
  readonly call?: ReactNode;
  /** What earlier contacts of the same person ask of this one. */
  readonly asks?: ReactNode;
};

/** The middle pane: one conversation, whole. */
export function Conversation({ contactId, tools, call, asks }: ConversationProps) {
  const contact = useQuery(contactQuery(contactId));
  useSendWhenBack(contactId);

  useEffect(() => {
    useLiveState.setState(({ returned }) => ({ returned: returned.filter((id) => id !== contactId) }));
  }, [contactId]);

  if (contact.isPending) return <Loading />;
  if (contact.isError && contact.data === undefined) {
    return <Failed error={contact.error} retry={() => void contact.refetch()} />;
  }
  return <Ready key={contactId} view={contact.data} tools={tools} call={call} asks={asks} />;
}

type HeadProps = { readonly view: ContactView; readonly tools: ReactNode };
type ReadyProps = HeadProps & { readonly call: ReactNode; readonly asks: ReactNode };

function Ready({ view, tools, call, asks }: ReadyProps) {
  const { name, caller } = useContactName(view.summary.id);
  const isOpen = view.summary.status === "active";
  return (
    <>
      <Head view={view} name={name} tools={tools} />
      <TalkBars view={view} name={isCall(view.summary.channel) ? caller : name} />
      {asks}
      <ConversationLog view={view} name={name} />
      {isOpen ? call : null}
      {isOpen && !isCall(view.summary.channel) ? <ReplyBox contactId={view.summary.id} name={name} /> : null}
      {isOpen ? null : <ConversationOver contactId={view.summary.id} />}
      {isOpen && view.summary.isGuest !== true ? <OneKeyEndings view={view} /> : null}
    </>
  );
}

function Head({ view, name, tools }: HeadProps & { readonly name: string }) {
  const t = useTranslations("contact.head");
  const words = useTranslations("words");
  const end = useEnd(view.summary.id);
  const isStale = useIsStale();
  const { channel, status, since, language } = view.summary;
  const isGuest = view.summary.isGuest === true;
  return (
    <header className={styles["head"]}>
      <div>
        <h1>
          {name}{" "}
          {status === "active" && isCall(channel) ? (
            <WhereTheLineIs contactId={view.summary.id} />
          ) : (
            <span>{t(status !== "active" ? "over" : view.isChildThere ? "there" : "away")}</span>
          )}
        </h1>
        <p className={styles["meta"]}>
          {words(`channel.${channel}`)} · {words(`language.${language}`)} ·{" "}
          {t(status === "active" ? "since" : "endedAt", { time: clockTime(since) })}
          {status === "active" ? <Elapsed since={since} /> : null}
        </p>
      </div>
      <div className={styles["tools"]}>
        {tools}
        {status === "active" && !isGuest ? <TalkTools view={view} /> : null}
        {status === "active" && !isGuest ? (
          <Button
            whyNot={isStale ? t("stale") : end.isPending ? t("ending") : undefined}
            onClick={() => {
              end.mutate(view);
            }}
          >
            {end.isPending ? t("ending") : t("end")}
          </Button>
        ) : null}
      </div>
    </header>
  );
}

/** A contact goes on when its call is over: a message was left, a call back is owed. Unknown, nothing is said. */
function WhereTheLineIs({ contactId }: { readonly contactId: string }) {
  const t = useTranslations("contact.head");
  const isHeard = useTelephone((state) => state.call?.contactId === contactId && state.call.isHeard);
  const { data } = useQuery(callQuery(contactId, isHeard));
  if (data === undefined) return null;
  const { call } = data;
  if (call === null || call.endedAt !== null) return <span>{t("lineOver")}</span>;
  return <span>{t(call.direction === "out" && call.answeredAt === null ? "calling" : "onLine")}</span>;
}

function Elapsed({ since }: { readonly since: string }) {
  return <time aria-live="off"> · {lasting(useNow() - Date.parse(since))}</time>;
}

/** Nothing is open: what that means, and what happens next. */
export function NoConversation({ next }: { readonly next: "offered" | "waiting" | "notRoutable" }) {
  const t = useTranslations("contact.none");
  return (
    <div className={styles["empty"]}>
      <span className={styles["glow"]} aria-hidden="true" />
      <h1>{t("title")}</h1>
      <p>{t(next)}</p>
    </div>
  );
}
