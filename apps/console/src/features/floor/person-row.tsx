import { useNow } from "@nightlight/door/time/use-now";
import { classNames } from "@nightlight/ui/class-names";
import { Severity } from "@nightlight/ui/components/severity";
import { Slots } from "@nightlight/ui/components/progress";
import { memo } from "react";
import { useTranslations } from "use-intl";
import type { PersonLine } from "./floor-lines.ts";
import { useCauseWords, useContactWords } from "./floor-words.ts";
import { RowActs } from "./row-acts.tsx";
import styles from "./rows.module.css";
import { TimeSince } from "./time-in.tsx";

type PersonRowProps = { readonly line: PersonLine; readonly isActive: boolean; readonly isStale: boolean };

/** Somebody on the floor: since when in this state, why, what they carry, and how much room there is. */
export const PersonRow = memo(
  function PersonRow({ line: { person, carries }, isActive, isStale }: PersonRowProps) {
    const isAway = person.state === "paused" || person.state === "not_on_shift" || person.state === "screen_lost";
    return (
      <div className={classNames(styles["person"], isAway && styles["away"])}>
        <b role="gridcell" className={styles["name"]}>
          {person.name}
        </b>
        <span role="gridcell" className={styles["time"]}>
          <TimeSince at={person.since} />
        </span>
        <span role="gridcell" className={styles["carry"]}>
          {/* What they carry says why they talk; everything else needs words. */}
          {carries.length > 0 && person.state === "talking" ? null : <Cause line={{ person }} />}
          {carries.map((contact) => (
            <Carried key={contact.id} contact={contact} />
          ))}
        </span>
        <span role="gridcell" className={styles["places"]}>
          <Places person={person} />
        </span>
        <span role="gridcell" className={styles["acts"]}>
          {isActive ? (
            <RowActs thing={{ kind: "person", id: person.id }} canMove={carries.length > 0} isStale={isStale} />
          ) : null}
        </span>
      </div>
    );
  },
  (before, after) =>
    before.line.person === after.line.person &&
    before.isActive === after.isActive &&
    before.isStale === after.isStale &&
    before.line.carries.length === after.line.carries.length &&
    before.line.carries.every((each, index) => each === after.line.carries[index]),
);

function Cause({ line: { person } }: { readonly line: Pick<PersonLine, "person"> }) {
  const causeWords = useCauseWords();
  const now = useNow();
  return <span className={styles["cause"]}>{causeWords(person, now)}</span>;
}

function Carried({ contact }: { readonly contact: PersonLine["carries"][number] }) {
  const words = useTranslations("words");
  const contactWords = useContactWords();
  return (
    <span className={styles["chip"]} data-drag={contact.id} title={contactWords(contact)}>
      <Severity level={contact.lane} word={words(`lane.${contact.lane}`)} shapeOnly />
      {contactWords(contact)}
    </span>
  );
}

function Places({ person: { slots } }: { readonly person: PersonLine["person"] }) {
  const t = useTranslations("floor");
  const { all, free } = slots.chat;
  return all === 0 ? null : <Slots used={all - free} all={all} words={t("places", { used: all - free, all })} />;
}
