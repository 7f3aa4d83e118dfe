import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { ONE_KEY_ENDINGS, ONE_KEY_TALK_SECONDS, type OneKeyEnding } from "@nightlight/domain/contact/disposition";
import { isCall } from "@nightlight/domain/contact/channel";
import { useIsStale } from "@nightlight/door/line/line-state";
import { useNow } from "@nightlight/door/time/use-now";
import { KeyCap } from "@nightlight/ui/components/key-cap";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTranslations } from "use-intl";
import { callQuery } from "../../shared/call-query.ts";
import { say } from "../../shared/desk-state.ts";
import { spokenKeys, type DigitKey } from "../../shared/keys/key-table.ts";
import { useKey } from "../../shared/keys/key-listener.ts";
import { useOneKeyEnding } from "./endings.ts";
import styles from "./one-key-endings.module.css";

/** One key for the contacts that need no form. Off, with the reason, once there are words, or two have talked for a while. */
export function OneKeyEndings({ view }: { readonly view: ContactView }) {
  const t = useTranslations("contact.endings");
  const isStale = useIsStale();
  const ending = useOneKeyEnding(view.summary.id);
  const reasonId = useId();
  const hasTalked = useHasTalked(view);
  const whyNot = isStale ? t("away") : view.hasWords ? t("words") : hasTalked ? t("talked") : undefined;

  const choose = (disposition: OneKeyEnding) => {
    if (whyNot === undefined) ending.mutate({ view, disposition });
    else say(whyNot);
  };

  return (
    <footer className={styles["endings"]} role="group" aria-label={t("label")}>
      <span id={reasonId} className={styles["lead"]} title={whyNot}>
        {whyNot === undefined
          ? t("lead")
          : isStale
            ? t("awayShort")
            : view.hasWords
              ? t("wordsShort")
              : t("talkedShort")}
      </span>
      {ONE_KEY_ENDINGS.map((disposition, index) => (
        <Ending
          key={disposition}
          name={`digit-${index + 1}` as DigitKey}
          digit={String(index + 1)}
          disposition={disposition}
          whyNot={whyNot}
          reasonId={reasonId}
          choose={choose}
        />
      ))}
    </footer>
  );
}

/** Told beforehand here; the server refuses it whatever a screen shows. */
function useHasTalked({ summary: { id, channel } }: ContactView): boolean {
  const now = useNow();
  const { data } = useQuery({ ...callQuery(id), enabled: isCall(channel) });
  const talkedAt = data?.call?.talkedAt ?? null;
  return talkedAt !== null && now - Date.parse(talkedAt) >= ONE_KEY_TALK_SECONDS * 1_000;
}

type EndingProps = {
  readonly name: DigitKey;
  readonly digit: string;
  readonly disposition: OneKeyEnding;
  readonly whyNot: string | undefined;
  readonly reasonId: string;
  readonly choose: (disposition: OneKeyEnding) => void;
};

function Ending({ name, digit, disposition, whyNot, reasonId, choose }: EndingProps) {
  const t = useTranslations("words.disposition");
  const act = () => {
    choose(disposition);
  };
  useKey(name, act);
  return (
    <button
      type="button"
      aria-keyshortcuts={spokenKeys(name)}
      disabled={whyNot !== undefined}
      aria-describedby={whyNot === undefined ? undefined : reasonId}
      title={whyNot}
      onClick={act}
    >
      <KeyCap>{digit}</KeyCap>
      {t(disposition)}
    </button>
  );
}
