import { useEffect, useRef, useState } from "preact/hooks";
import { DangerLink } from "../../shared/call-links.tsx";
import { useWords } from "../../shared/words.ts";
import type { Words } from "../../locales/vi.ts";
import { AwayLine } from "./away-line.tsx";
import { CallCard, type WantedCall } from "./call-card.tsx";
import { Composer } from "./composer.tsx";
import type { OpenStage } from "./contact-state.ts";
import { PauseNote } from "./pause-note.tsx";
import { StopCard } from "./stop-card.tsx";
import { Transcript } from "./transcript.tsx";
import { useIsLong } from "./is-long.ts";
import { useNewestInView } from "./newest-in-view.ts";

type ContactScreenProps = {
  readonly stage: OpenStage;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly onTyping: () => void;
  readonly onSend: () => void;
  readonly onRewrite: (clientKey: string, text: string) => void;
  readonly onSeen: () => void;
  readonly onLeave: () => void;
  readonly onHere: () => void;
  readonly onAskForCall: (wanted: WantedCall) => void;
};

/** Waiting and talking: the same page, so that nothing jumps when somebody comes. */
export function ContactScreen(props: ContactScreenProps) {
  const { stage, draft, onSeen } = props;
  const { contact, outbox, safeNow } = stage;
  const words = useWords();
  const [asksToStop, setAsksToStop] = useState(false);
  const [asksForCall, setAsksForCall] = useState(false);
  const stopButton = useRef<HTMLButtonElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const isTalking = contact.phase === "talking";
  const lines = contact.messages.length + outbox.length;
  useNewestInView(end, lines, outbox.length);

  useEffect(() => {
    onSeen();
    document.addEventListener("visibilitychange", onSeen);
    return () => document.removeEventListener("visibilitychange", onSeen);
  }, [onSeen, lines]);

  const isLong = useIsLong(contact);
  const mayAskForCall = !isTalking && contact.call === undefined;
  const isAskingForCall = asksForCall && mayAskForCall;
  return (
    <div class={`page contact ${isTalking ? "talking" : "waiting"}${isAskingForCall ? " asking" : ""}`}>
      {isTalking && <WithWhom stage={stage} />}
      <div class="arrival" role="status">
        {isTalking ? (
          <p class="unseen">{contact.with !== null && words.hasCome(contact.with)}</p>
        ) : (
          <>
            <i class="lamp-dot" aria-hidden="true" />
            <h1 tabIndex={-1}>{words.coming}</h1>
            {contact.call === undefined ? (
              <>
                <p>{place(contact.position, words)}</p>
                <p>{isLong ? words.waitIsLong : words.stayHere}</p>
              </>
            ) : (
              <>
                <p>{words.callPromised(clockTime(contact.call.until))}</p>
                <p>{words.callOnlyThen}</p>
              </>
            )}
          </>
        )}
      </div>
      {isTalking && <PauseNote stage={stage} onHere={props.onHere} />}
      {!isTalking && safeNow === "no" && <DangerLink />}
      <Transcript messages={contact.messages} outbox={outbox} counsellor={contact.with} onRewrite={props.onRewrite} />
      <div class="now" role="status">
        {stage.isTyping && stage.awaySince === null && `${contact.with ?? words.somebody} ${words.isTyping}`}
      </div>
      <div ref={end} class="end" />
      <div class="desk">
        <div role="status">{stage.awaySince !== null && <AwayLine since={stage.awaySince} />}</div>
        {isAskingForCall ? (
          <CallCard
            isRefused={stage.isCallRefused === true}
            onAsk={props.onAskForCall}
            onCancel={() => setAsksForCall(false)}
          />
        ) : asksToStop ? (
          <StopCard
            onStop={props.onLeave}
            onStay={() => {
              setAsksToStop(false);
              requestAnimationFrame(() => stopButton.current?.focus());
            }}
          />
        ) : (
          <>
            {mayAskForCall && isLong && (
              <button type="button" class="button offered" onClick={() => setAsksForCall(true)}>
                {words.callMe}
              </button>
            )}
            <Composer
              draft={draft}
              placeholder={isTalking ? words.writeHere : words.writeWaiting}
              onDraft={props.onDraft}
              onTyping={props.onTyping}
              onSend={props.onSend}
            />
            {mayAskForCall && !isLong && (
              <button type="button" class="link stop" onClick={() => setAsksForCall(true)}>
                {words.callMe}
              </button>
            )}
            <button ref={stopButton} type="button" class="link stop" onClick={() => setAsksToStop(true)}>
              {words.stop}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

/** Who is here, and whether their screen is. */
function WithWhom({ stage: { contact, awaySince } }: { stage: OpenStage }) {
  const words = useWords();
  const isReachable = awaySince === null;
  const isHere = contact.isThere && isReachable;
  return (
    <div class="with">
      <i class={isHere ? "lamp-dot" : "lamp-dot out"} aria-hidden="true" />
      <h1 tabIndex={-1}>{contact.with ?? words.somebody}</h1>
      <p role="status">{isReachable && (contact.isThere ? words.isHere : words.isAway)}</p>
    </div>
  );
}

function place(position: number | null, words: Words): string {
  if (position === null) return "";
  return position === 1 ? words.youAreNext : words.ahead(position - 1);
}

function clockTime(instant: string): string {
  return new Date(instant).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
}
