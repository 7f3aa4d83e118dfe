import type { FloorContact, FloorPerson } from "@nightlight/contracts/supervisor/floor";
import { clockTime } from "@nightlight/door/time/time";
import { useTranslations } from "use-intl";
import { lasting, secondsUntil } from "../../shared/time.ts";

/** Why somebody's state is what it is: the cause, always. Counted from `now`. */
export function useCauseWords(): (person: FloorPerson, now: number) => string {
  const t = useTranslations("floor.cause");
  return ({ cause: { code, at, count } }, now) =>
    t(code, {
      time: at === null ? "" : clockTime(at),
      lasting: at === null ? "" : lasting(now - Date.parse(at)),
      count: count ?? 0,
    });
}

/** What to call a contact that has no name here: how it came and when. */
export function useContactWords(): (contact: Pick<FloorContact, "channel" | "arrivedAt">) => string {
  const words = useTranslations("words");
  return ({ channel, arrivedAt }) => `${words(`channel.${channel}`)} ${clockTime(arrivedAt)}`;
}

/** Who is next for a waiting contact, and why: one line of a name and one of the reason. */
export function useNextWords(): (contact: FloorContact, now: number) => { readonly who: string; readonly why: string } {
  const t = useTranslations("floor.next");
  return ({ offer, next, move, failedOffers }, now) => {
    if (offer !== null) {
      const why = t(move === null ? "asked" : "movedTo", { seconds: secondsUntil(offer.expiresAt, now) });
      return { who: offer.to.name, why };
    }
    if (next === null) return { who: "", why: t("later") };
    const failed = failedOffers === 0 ? "" : ` · ${t("failed", { count: failedOffers })}`;
    return {
      who: next.person?.name ?? t("nobodyYet"),
      why: `${t(`because.${next.because}`, { count: next.count })}${failed}`,
    };
  };
}
