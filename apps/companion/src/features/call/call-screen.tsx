import { useState } from "preact/hooks";
import { BackButton, CallLink, DangerLink } from "../../shared/call-links.tsx";
import { Icon } from "../../shared/icon.tsx";
import { useWords } from "../../shared/words.ts";
import type { Words } from "../../locales/vi.ts";
import type { CallStage, WhyNot } from "./call-state.ts";
import { Keypad } from "./keypad.tsx";

type CallScreenProps = {
  readonly stage: CallStage;
  readonly onMute: (isMuted: boolean) => void;
  readonly onPress: (digit: string) => void;
  readonly onCannotSpeak: () => void;
  readonly onHangUp: () => void;
  readonly onCall: () => void;
  readonly onChat: () => void;
  readonly onBack: () => void;
};

/** A call from this page. Waiting and talking are the same page, so that nothing jumps when somebody comes. */
export function CallScreen(props: CallScreenProps) {
  const { stage } = props;
  if (stage.status === "refused") return <NoCall why={stage.why} {...props} />;
  if (stage.status === "over") return <OverCall isBroken={stage.isBroken} {...props} />;
  return <LiveCall {...props} />;
}

function LiveCall({ stage, onMute, onPress, onCannotSpeak, onHangUp }: CallScreenProps) {
  const words = useWords();
  const [asksToStop, setAsksToStop] = useState(false);
  const up = stage.status === "up" ? stage : undefined;
  const contact = up?.contact;
  const isTalking = contact?.phase === "talking";
  return (
    <div class={`page contact call-page ${isTalking ? "talking" : "waiting"}`}>
      <div class="arrival">
        <i class="lamp-dot" aria-hidden="true" />
        <div role="status">
          <h1 tabIndex={-1}>{titleOf(stage, words)}</h1>
          <p>{noteOf(stage, words)}</p>
          {!isTalking && up !== undefined && <p>{words.stayHere}</p>}
        </div>
      </div>
      <p class="note ears">{words.soundCarries}</p>
      <div class="desk">
        <div role="status" class="told">
          {up?.isMuted === true && <p>{words.isMuted}</p>}
          {up?.cannotSpeak === true && <p>{words.cannotSpeakTold}</p>}
        </div>
        {up !== undefined && !asksToStop && (
          <>
            <div class="pair">
              <button
                type="button"
                class="button"
                aria-pressed={up.isMuted}
                onClick={() => {
                  onMute(!up.isMuted);
                }}
              >
                {up.isMuted ? words.unmute : words.mute}
              </button>
              <button type="button" class="button" disabled={up.cannotSpeak} onClick={onCannotSpeak}>
                {words.cannotSpeak}
              </button>
            </div>
            <Keypad onPress={onPress} />
          </>
        )}
        {asksToStop ? (
          <section class="stop-card" aria-label={words.hangUpQuestion}>
            <h2>{words.hangUpQuestion}</h2>
            <div class="pair">
              <button type="button" class="button" onClick={onHangUp}>
                {words.hangUp}
              </button>
              <button type="button" class="button lamp" onClick={() => setAsksToStop(false)}>
                {words.keepTalking}
              </button>
            </div>
          </section>
        ) : (
          <button type="button" class="link stop" onClick={() => setAsksToStop(true)}>
            {words.hangUp}
          </button>
        )}
      </div>
    </div>
  );
}

function titleOf(stage: CallStage, words: Words): string {
  if (stage.status !== "up") return words.askMicrophone;
  const { contact } = stage;
  return contact?.phase === "talking" ? (contact.with ?? words.somebody) : words.coming;
}

function noteOf(stage: CallStage, words: Words): string {
  if (stage.status !== "up") return words.askMicrophoneNote;
  const { contact } = stage;
  if (contact?.phase === "talking") return contact.pause === "held" ? words.heldOnCall : words.hearsYou;
  const position = contact?.position ?? null;
  if (position === null) return "";
  return position === 1 ? words.youAreNext : words.ahead(position - 1);
}

function NoCall({ why, onCall, onChat, onBack }: CallScreenProps & { readonly why: WhyNot }) {
  const words = useWords();
  const [title, note] = {
    "microphone-refused": [words.microphoneRefused, words.microphoneRefusedNote],
    "no-microphone": [words.noMicrophone, words.noMicrophoneNote],
    "no-line": [words.noWebCall, words.noWebCallNote],
    offline: [words.noWebCall, words.noWebCallOffline],
  }[why];
  return (
    <div class="page call-page">
      <BackButton onBack={onBack} />
      <section class="trouble" role="alert">
        <h1 tabIndex={-1}>{title}</h1>
        <p>{note}</p>
      </section>
      <OtherWays onCall={onCall} onChat={onChat} again={words.tryAgain} />
      <DangerLink />
    </div>
  );
}

function OverCall({ isBroken, onCall, onChat }: CallScreenProps & { readonly isBroken: boolean }) {
  const words = useWords();
  return (
    <div class="page over call-page">
      <div class="farewell" role="status">
        <h1 tabIndex={-1}>{isBroken ? words.callBroken : words.callOver}</h1>
        <p>{isBroken ? words.callBrokenNote : words.overNote}</p>
      </div>
      <OtherWays onCall={onCall} onChat={onChat} again={words.callAgain} />
    </div>
  );
}

/** Nobody is left with a screen that only says what does not work. */
function OtherWays({ onCall, onChat, again }: Pick<CallScreenProps, "onCall" | "onChat"> & { readonly again: string }) {
  const words = useWords();
  return (
    <div class="again">
      <button type="button" class="button lamp" onClick={onChat}>
        <Icon name="chat" />
        {words.writeInstead}
      </button>
      <button type="button" class="button" onClick={onCall}>
        {again}
      </button>
      <CallLink />
    </div>
  );
}
