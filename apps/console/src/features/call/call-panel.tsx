import { late } from "@nightlight/door/client/late";
import { useNow } from "@nightlight/door/time/use-now";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { Icon } from "@nightlight/ui/components/icon";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { callQuery } from "../../shared/call-query.ts";
import { asSentence } from "../../shared/as-sentence.ts";
import { useKey } from "../../shared/keys/key-listener.ts";
import { KEYS, spokenKeys } from "../../shared/keys/key-table.ts";
import { useTelephone, type TelephoneCall } from "../../shared/softphone/telephone.ts";
import { softphone } from "../../shared/softphone/use-softphone.ts";
import { lasting } from "../../shared/time.ts";
import { ThirdBar } from "./third-bar.tsx";
import { useThird } from "./use-third.ts";
import { CallerMessage } from "./caller-message.tsx";
import styles from "./call-panel.module.css";
import { RecordedParts, RecordingLine } from "./recording-line.tsx";

const ThirdPanel = late("third", async () => (await import("./third-panel.tsx")).ThirdPanel);

const DIGITS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;

type CallPanelProps = { readonly contactId: string; readonly name: string; readonly isHeld: boolean };

/** How the call of a contact goes, and what can be done about its sound: beside the words, or in place of them. */
export function CallPanel({ contactId, name, isHeld }: CallPanelProps) {
  const t = useTranslations("call");
  const [hasKeypad, setKeypad] = useState(false);
  const keypadButton = useRef<HTMLButtonElement>(null);
  const thirdButton = useRef<HTMLButtonElement>(null);
  const status = useTelephone((state) => state.status);
  const mine = useTelephone((state) => (state.call?.contactId === contactId ? state.call : undefined));
  const isHeard = mine?.isHeard === true;
  const { data } = useQuery(callQuery(contactId, isHeard));
  const call = data?.call ?? undefined;
  const talkedAt = call?.talkedAt ?? null;
  const isOver = (call?.endedAt ?? null) !== null;
  const whyNot = isHeard ? undefined : t("notYet");
  const mute = () => softphone()?.mute(mine?.isMuted !== true);
  const [isAdding, setAdding] = useState(false);
  const third = call?.third ?? undefined;
  const { bring } = useThird(contactId);
  const whyNoThird = whyNot ?? (third !== undefined ? t("thirdThere") : bring.isPending ? t("thirdAsked") : undefined);
  const add = () => {
    setAdding(true);
  };
  /** Nobody talks whom the other does not hear. */
  const howItGoes = (held: boolean, muted: boolean) => {
    if (held) return muted ? <b>{`${t("held")} · ${t("muted")}`}</b> : <b>{t("held")}</b>;
    return muted ? <b>{asSentence(t("muted"))}</b> : t("talking");
  };
  useKey("mute", mute, isHeard);
  useKey("third", add, whyNoThird === undefined);

  return (
    <section className={styles["panel"]} aria-label={t("panel")}>
      {call?.cannotSpeak === true ? (
        <Bar tone="lamp" icon="info" note={t("cannotSpeakNote")}>
          {asSentence(t("cannotSpeak", { name }))}
        </Bar>
      ) : null}
      {call?.message ? <CallerMessage contactId={contactId} name={name} seconds={call.message.seconds} /> : null}
      {call === undefined || isOver ? null : <RecordingLine contactId={contactId} state={call.recording.state} />}
      {call === undefined ? null : <RecordedParts contactId={contactId} parts={call.recording.parts} />}
      {third === undefined || isOver ? null : <ThirdBar contactId={contactId} name={name} third={third} />}
      {call?.listeners.map((listener) => (
        <Bar key={listener.name} tone="moon" icon="others">
          {t(`listener.${listener.mode}`, { name: listener.name })}
        </Bar>
      ))}
      <div className={styles["line"]}>
        <p className={styles["state"]} role="status">
          <Icon name={mine === undefined ? "lost" : "phone"} size={20} />
          <span>
            {mine === undefined
              ? isOver
                ? t("over")
                : third?.wish === "without_us"
                  ? t("steppedOut")
                  : t(`without.${status}`)
              : mine.isHeard
                ? howItGoes(isHeld, mine.isMuted)
                : t("connecting")}
          </span>
        </p>
        {talkedAt === null || !isHeard ? null : <Talked since={talkedAt} />}
        <Quality call={mine} />
        {isOver && mine === undefined ? null : (
          <div className={styles["acts"]}>
            <Button
              keys={KEYS.mute.cap}
              aria-keyshortcuts={spokenKeys("mute")}
              aria-pressed={mine?.isMuted === true}
              whyNot={whyNot}
              onClick={mute}
            >
              {mine?.isMuted === true ? t("unmute") : t("mute")}
            </Button>
            <Button
              ref={thirdButton}
              tone="plain"
              title={KEYS.third.cap}
              aria-keyshortcuts={spokenKeys("third")}
              aria-expanded={isAdding}
              whyNot={whyNoThird}
              onClick={add}
            >
              {t("third")}
            </Button>
            <Button
              ref={keypadButton}
              tone="plain"
              aria-expanded={hasKeypad}
              whyNot={whyNot}
              onClick={() => {
                setKeypad(!hasKeypad);
              }}
            >
              {t("keypad")}
            </Button>
          </div>
        )}
      </div>
      {isAdding && isHeard && third === undefined ? (
        <ThirdPanel
          contactId={contactId}
          name={name}
          onPick={(wanted) => {
            setAdding(false);
            bring.mutate(wanted);
          }}
          onClose={() => {
            setAdding(false);
            thirdButton.current?.focus();
          }}
        />
      ) : null}
      {hasKeypad && isHeard ? (
        <div
          className={styles["keypad"]}
          role="group"
          aria-label={t("keypad")}
          onKeyDown={({ key }) => {
            if (key !== "Escape") return;
            setKeypad(false);
            keypadButton.current?.focus();
          }}
        >
          {DIGITS.map((digit) => (
            <Button key={digit} onClick={() => softphone()?.press(digit)}>
              {digit}
            </Button>
          ))}
        </div>
      ) : null}
    </section>
  );
}

function Talked({ since }: { readonly since: string }) {
  const now = useNow();
  return (
    <time className={styles["time"]} aria-live="off">
      {lasting(now - Date.parse(since))}
    </time>
  );
}

/** Only what somebody can act on: a good line is not talked about. */
function Quality({ call }: { readonly call: TelephoneCall | undefined }) {
  const t = useTranslations("call.quality");
  if (call?.quality === undefined || call.quality === "good") return null;
  return (
    <p className={styles["quality"]} role="status" data-bad={call.quality === "bad" || undefined}>
      <Icon name="warning" size={14} /> {t(call.quality)}
    </p>
  );
}
