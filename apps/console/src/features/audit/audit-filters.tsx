import { useLanguage } from "@nightlight/door/taste/taste";
import { byGivenName } from "@nightlight/domain/person/name";
import { Button } from "@nightlight/ui/components/button";
import { Select } from "@nightlight/ui/components/field";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { DayBox } from "../../shared/day-box.tsx";
import office from "../../shared/office.module.css";
import { goTo } from "../../shared/place.ts";
import { useActionWord, useKindWord } from "./action-words.ts";
import type { AuditPlace } from "./audit-filter.ts";
import { choicesQuery } from "./audit-queries.ts";
import styles from "./audit.module.css";

/** Who, what, from and to. Every choice is the address, at once. */
export function AuditFilters({ place }: { readonly place: AuditPlace }) {
  const t = useTranslations("audit.filter");
  const word = useActionWord();
  const kind = useKindWord();
  const choices = useQuery(choicesQuery);
  const set = (change: AuditPlace) => {
    goTo("audit", { ...place, ...change }, { replaces: true });
  };
  const language = useLanguage();
  const { actors = [], actions = [] } = choices.data ?? {};
  const inWords = (say: (code: string) => string) => (one: string, other: string) =>
    say(one).localeCompare(say(other), language);
  const nouns = [...new Set(actions.map((action) => action.split(".")[0] ?? action))].sort(inWords(kind));
  const isFiltered = Object.values(place).some((value) => value !== undefined);
  return (
    <div className={styles["filters"]} role="search" aria-label={t("label")}>
      <Select
        fits
        aria-label={t("who")}
        value={place.actorId ?? ""}
        onChange={(event) => {
          set({ actorId: event.target.value });
        }}
      >
        <option value="">{t("anybody")}</option>
        {actors.toSorted(byGivenName).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        fits
        aria-label={t("what")}
        value={place.action ?? ""}
        onChange={(event) => {
          set({ action: event.target.value });
        }}
      >
        <option value="">{t("anything")}</option>
        {nouns.map((noun) => (
          <optgroup key={noun} label={kind(noun)}>
            <option value={noun}>{t("allOf", { noun: kind(noun) })}</option>
            {actions
              .filter((action) => action.startsWith(`${noun}.`))
              .map((action) => (
                <option key={action} value={action}>
                  {word(action)}
                </option>
              ))}
          </optgroup>
        ))}
      </Select>
      {(["from", "to"] as const).map((end) => (
        <label key={end}>
          {t(end)}
          <DayBox
            value={place[end] ?? ""}
            onDay={(day) => {
              set({ [end]: day });
            }}
          />
        </label>
      ))}
      {place.subjectId === undefined ? null : <span className={office["quiet"]}>{t("oneSubject")}</span>}
      {isFiltered ? (
        <Button
          tone="plain"
          size="small"
          onClick={() => {
            goTo("audit", {}, { replaces: true });
          }}
        >
          {t("clear")}
        </Button>
      ) : null}
    </div>
  );
}
