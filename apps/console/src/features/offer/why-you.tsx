import type { OfferView } from "@nightlight/contracts/counsellor/contact";
import { Icon } from "@nightlight/ui/components/icon";
import { useTranslations } from "use-intl";
import styles from "./offer-card.module.css";

const OTHERS_SHOWN = 3;

/** Reasons against somebody else that have words of their own; others are shown as "not now". */
export const BECAUSE = [
  "intent",
  "gate",
  "lease",
  "capacity",
  "language",
  "skill",
  "skipped",
  "winding_down",
  "previous_counsellor_first",
  "other_queue",
  "paced",
  "knows_less",
  "skill_less",
  "other_centre",
  "language_less",
  "less_idle",
] as const;
type Because = (typeof BECAUSE)[number];

/** Channel, language, history, and why this came to me and not to somebody else. */
export function WhyYou({ offer }: { readonly offer: OfferView }) {
  const t = useTranslations("offer");
  const words = useTranslations("words");
  const { why } = offer;
  const minutes = Math.floor(why.idleSeconds / 60);
  const others = why.others
    .slice(0, OTHERS_SHOWN)
    .map(({ name, because }) => t("other", { name, because: t(`because.${known(because)}`) }));

  const whyYou = () => {
    if (why.movedBy !== undefined) return t("whyMoved", { name: why.movedBy });
    if (why.knewTheContact) return t("whyKnew");
    return minutes === 0 ? t("whyFree") : t("whyIdle", { minutes });
  };

  return (
    <>
      <ul className={styles["facts"]}>
        <li>
          <Icon name="language" size={14} />
          {words(`language.${offer.language}`)}
        </li>
        {why.knewTheContact ? (
          <li>
            <Icon name="known" size={14} />
            {t("knew")}
          </li>
        ) : null}
        {why.hasSkill === true ? (
          <li>
            <Icon name="known" size={14} />
            {t("hasSkill")}
          </li>
        ) : null}
        {why.failedOffers > 0 ? (
          <li>
            <Icon name="retry" size={14} />
            {t("failedOffers", { count: why.failedOffers })}
          </li>
        ) : null}
        {why.liftedTo === undefined ? null : (
          <li>
            <Icon name="clock" size={14} />
            {t("lifted", { lane: words(`lane.${why.liftedTo}`) })}
          </li>
        )}
        {why.rung === undefined ? null : (
          <li>
            <Icon name="others" size={14} />
            {t(`rung.${why.rung}`)}
          </li>
        )}
        {others.length === 0 ? null : (
          <li>
            <Icon name="others" size={14} />
            <span>{others.join(" · ")}</span>
          </li>
        )}
      </ul>
      <p className={styles["why"]}>
        {whyYou()}
        {why.yielded === undefined ? null : <> {t(`yielded.${why.yielded}`)}</>}
      </p>
    </>
  );
}

function known(because: string): Because | "else" {
  return BECAUSE.find((each) => each === because) ?? "else";
}
