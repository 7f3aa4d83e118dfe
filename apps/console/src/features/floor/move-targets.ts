import type { FloorContact, FloorPerson } from "@nightlight/contracts/supervisor/floor";
import { byGivenName } from "@nightlight/domain/person/name";
import { useNow } from "@nightlight/door/time/use-now";
import type { Pick } from "@nightlight/ui/components/pick-option";
import { useTranslations } from "use-intl";
import type { Floor } from "../../shared/live/floor/use-floor.ts";
import { useCauseWords } from "./floor-words.ts";

/** What stands among the people of "Move to…" and is nobody. */
export const QUEUE = "queue";
export const RELEASE = "release";

/** Who may be proposed first: free ones before the queue, everybody else after it. */
const FIRST_FREE = 5;
const STEP_MS = 10_000;

/** Whom contacts can be moved to: whoever is free first, then the queue, everybody who is there, then mending. */
export function useTargets(floor: Floor, contacts: readonly FloorContact[], proposed?: string | null): readonly Pick[] {
  const t = useTranslations("floor.move");
  const words = useTranslations("words.language");
  const causeWords = useCauseWords();
  const now = useNow(STEP_MS);
  const [only, ...more] = contacts;
  const owner = more.length === 0 ? only?.owner?.id : undefined;

  const asOption = (person: FloorPerson): Pick => ({
    key: person.id,
    name: person.name,
    note: causeWords(person, now),
    fact: t("free", { count: person.slots.chat.free }),
    also: person.languages.map((language) => words(language)).join(" "),
    ...whyNot(person),
  });
  const whyNot = (person: FloorPerson) => {
    if (person.id === owner) return { whyNot: t("hasIt") };
    return person.lease?.isAlive === true ? {} : { whyNot: t("notThere") };
  };
  const there = [...floor.people.values()].filter(
    ({ lease, state }) => lease?.isAlive === true || state !== "not_on_shift",
  );
  const free = there
    .filter((person) => person.unroutableBecause === null && person.id !== owner)
    .sort((one, other) => other.slots.chat.free - one.slots.chat.free || (one.since < other.since ? -1 : 1));
  const first = [
    ...there.filter(({ id }) => id === proposed),
    ...free.filter(({ id }) => id !== proposed).slice(0, FIRST_FREE),
  ];
  const rest = there.filter((person) => !first.includes(person)).sort(byGivenName);
  const needsPerson = contacts.length > 0 && contacts.every(({ status }) => status === "wrap_up");
  const isWaiting = contacts.every(({ status }) => status === "queued" || status === "orphaned");
  const queue: Pick = {
    key: QUEUE,
    name: t("queue"),
    note: t("queueNote"),
    ...(needsPerson ? { whyNot: t("queueNot") } : isWaiting ? { whyNot: t("queueIs") } : {}),
  };
  const stuck: Pick = { key: RELEASE, name: t("release"), note: t("releaseNote") };
  const people = [...first.map(asOption)];
  return [
    ...(proposed === null ? [queue, ...people] : [...people, queue]),
    ...rest.map(asOption),
    // Mending is no move: it is never what Enter does unasked.
    ...(more.length === 0 && only !== undefined ? [stuck] : []),
  ];
}
