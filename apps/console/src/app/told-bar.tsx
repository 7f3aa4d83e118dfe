import { clockTime } from "@nightlight/door/time/time";
import { Bar } from "@nightlight/ui/components/bar";
import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import { putToldAway, useLiveState, type Told } from "../shared/live/live-state.ts";

/** What somebody else's act changed for me, one at a time, until I have read it: nothing of mine goes without a word. */
export function ToldBar() {
  const t = useTranslations("told");
  const words = useToldWords();
  const told = useLiveState((state) => state.told);
  const newest = told.at(-1);
  if (newest === undefined) return null;
  return (
    <Bar
      icon="others"
      note={told.length === 1 ? undefined : t("more", { count: told.length - 1 })}
      acts={
        <Button size="small" onClick={putToldAway}>
          {t("putAway")}
        </Button>
      }
    >
      {words(newest)}
    </Bar>
  );
}

function useToldWords(): (news: Told) => string {
  const t = useTranslations("told");
  const channel = useTranslations("words.channel");
  const intent = useTranslations("presence.intent");
  return (news) => {
    if (news.kind === "forced") return t("forced", { intent: intent(news.intent) });
    const contact = `${channel(news.channel)} ${clockTime(news.arrivedAt)}`;
    switch (news.kind) {
      case "left":
        return news.to === null ? t("leftForQueue", { contact }) : t("left", { contact, to: news.to });
      case "given":
        return t("given", { contact, from: news.from });
      case "not_taken":
        return t(`notTaken.${news.because}`, { contact, to: news.to });
    }
  };
}
