import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { levelRank, RISK_LEVELS, LEVEL_WORDS, type RiskLevel } from "@nightlight/domain/risk/level";
import { isRaise, whyOf } from "@nightlight/domain/risk/rules";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { clockTime } from "@nightlight/door/time/time";
import { Icon } from "@nightlight/ui/components/icon";
import { KeyCap } from "@nightlight/ui/components/key-cap";
import { Menu, type MenuItem } from "@nightlight/ui/components/menu";
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import { useKey } from "../../shared/keys/key-listener.ts";
import { KEYS } from "../../shared/keys/key-table.ts";
import { contactQuery } from "../../shared/queries.ts";
import { inLanguage } from "./in-language.ts";
import { LowerForm } from "./lower-form.tsx";
import { RiskChanges } from "./risk-changes.tsx";
import { Level } from "./risk-level.tsx";
import styles from "./risk-panel.module.css";
import { liveRisk, useChangeRisk, type LiveRisk } from "./use-risk.ts";

/** How urgent the open contact is, why, and what a person made of it. Nothing while no contact is open. */
export function RiskPanel({ contactId }: { readonly contactId: string | undefined }) {
  const { data: view } = useQuery({ ...contactQuery(contactId ?? ""), enabled: contactId !== undefined });
  return contactId === undefined || view === undefined ? null : <OpenRisk key={contactId} view={view} />;
}

function OpenRisk({ view }: { readonly view: ContactView }) {
  const t = useTranslations("risk");
  const problemText = useProblemText();
  const change = useChangeRisk(view.summary.id);
  const [lowering, setLowering] = useState<RiskLevel | undefined>(undefined);
  const live = liveRisk(view);
  const { level } = live;
  const choose = (next: RiskLevel) => {
    setLowering(undefined);
    change.reset();
    if (levelRank(next) < levelRank(level)) change.mutate({ act: "raise", level: next });
    else if (next !== level) setLowering(next);
  };
  return (
    <section className={styles["panel"]} aria-label={t("title")}>
      <div className={styles["line"]}>
        <p role="status" className={styles["level"]}>
          {level === undefined ? <span className={styles["none"]}>{t("none")}</span> : <Level level={level} />}
        </p>
        <LevelMenu level={level} onChoose={choose} />
      </div>
      <Why live={live} hasOwn={view.risk.own !== null} />
      <Standing view={view} live={live} />
      {view.risk.own === null && view.risk.asked === null ? null : (
        <RiskChanges contactId={view.summary.id} version={view.summary.version} />
      )}
      {lowering === undefined || level === undefined ? null : (
        <LowerForm
          to={lowering}
          isSent={view.risk.held !== null}
          isPending={change.isPending}
          onCancel={() => {
            setLowering(undefined);
          }}
          onLower={(reason) => {
            change.mutate(
              { act: "lower", level: lowering, from: level, reason },
              {
                onSuccess: () => {
                  setLowering(undefined);
                },
              },
            );
          }}
        />
      )}
      {change.isError ? (
        <p role="alert" className={styles["problem"]}>
          {problemText(change.error)}
        </p>
      ) : null}
    </section>
  );
}

type LevelMenuProps = { readonly level: RiskLevel | undefined; readonly onChoose: (level: RiskLevel) => void };

/** All levels in one menu: what is above is raised at once, what is below asks for a reason. */
function LevelMenu({ level, onChoose }: LevelMenuProps) {
  const t = useTranslations("risk.menu");
  const words = inLanguage(useLocale());
  const anchor = useRef<HTMLDivElement>(null);
  useKey("risk", () => {
    anchor.current?.querySelector<HTMLElement>("[aria-haspopup]")?.click();
  });
  const items = RISK_LEVELS.filter((each) => level !== undefined || each !== "INFO").map((each): MenuItem => {
    const isUp = levelRank(each) < levelRank(level);
    return {
      key: each,
      word: each === "INFO" ? words(LEVEL_WORDS[each]) : `${each} ${words(LEVEL_WORDS[each])}`,
      ...(level !== undefined && { note: each === level ? t("now") : isUp ? t("raise") : t("lower") }),
      isChosen: each === level,
      act: () => {
        onChoose(each);
      },
    };
  });
  return (
    <div ref={anchor}>
      <Menu
        label={t("label")}
        isEdged={false}
        items={items}
        trigger={
          <span className={styles["trigger"]}>
            {t("open")} <KeyCap>{KEYS.risk.cap}</KeyCap>
          </span>
        }
      />
    </div>
  );
}

/** Which rules hold, the most urgent first, and what one answer would change. */
function Why({ live, hasOwn }: { readonly live: LiveRisk; readonly hasOwn: boolean }) {
  const t = useTranslations("risk");
  const words = inLanguage(useLocale());
  const { found, withoutSafeAdult } = live;
  const reasons = found.rules.flatMap((id) => {
    const why = whyOf(id);
    return why === undefined ? [] : [{ id, why: words(why) }];
  });
  // What decided: the most urgent rule, and what raised its level. The others unfold.
  const [first, ...others] = reasons.filter(({ id }) => !isRaise(id));
  const raises = reasons.filter(({ id }) => isRaise(id));
  const why = [first, ...raises].flatMap((reason) => (reason === undefined ? [] : [reason.why])).join(" · ");
  if (why === "") return hasOwn ? null : <p className={styles["why"]}>{t("unanswered")}</p>;
  return (
    <>
      {others.length === 0 ? (
        <p className={styles["why"]}>{t("because", { why })}</p>
      ) : (
        <details className={styles["why"]}>
          <summary>
            {t("because", { why })} <span>{t("more", { count: others.length })}</span>
          </summary>
          <ul>
            {others.map(({ id, why }) => (
              <li key={id}>{why}</li>
            ))}
          </ul>
        </details>
      )}
      {withoutSafeAdult === undefined ? null : (
        <p className={styles["hint"]}>
          <Level level={withoutSafeAdult} /> {t("ifNoSafeAdult")}
        </p>
      )}
    </>
  );
}

/** What people made of the level: chosen, held since something was sent, waiting for a second person; a call back. */
function Standing({ view, live }: { readonly view: ContactView; readonly live: LiveRisk }) {
  const t = useTranslations("risk");
  const { own, held, asked } = view.risk;
  const { level, found } = live;
  return (
    <>
      {found.callBack === undefined ? null : (
        <p className={styles["note"]}>
          <Icon name="phone" size={14} />
          {t("callBack", {
            time: clockTime(Date.parse(view.summary.since) + found.callBack.withinMinutes * 60_000),
            tries: found.callBack.tries,
          })}
        </p>
      )}
      {asked === null ? null : (
        <p className={styles["note"]}>
          <Icon name="clock" size={14} />
          {t("asked", { level: asked.level })}
        </p>
      )}
      {own !== null && own.level === level && level !== found.level ? (
        <p className={styles["note"]}>{found.level === undefined ? t("ownOnly") : t("own", { found: found.level })}</p>
      ) : null}
      {held !== null && asked === null && levelRank(found.level) > levelRank(level) ? (
        <p className={styles["note"]}>
          <Icon name="lock" size={14} />
          {found.level === undefined ? t("held") : t("heldAbove", { found: found.level })}
        </p>
      ) : null}
    </>
  );
}
