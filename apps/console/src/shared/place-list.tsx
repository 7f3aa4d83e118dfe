import type { PlaceView } from "@nightlight/contracts/staff/place";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { classNames } from "@nightlight/ui/class-names";
import { Button } from "@nightlight/ui/components/button";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { formerLine, shortly, type usePlacesFound } from "./place-lookup.ts";
import styles from "./place-picker.module.css";

/** A line of the list; without a place it says that the place is not known. */
export type PlaceOption = { readonly value: string; readonly place: PlaceView | undefined };

type PlaceListProps = {
  readonly id: string;
  readonly isOpen: boolean;
  readonly options: readonly PlaceOption[];
  readonly active: number;
  readonly value: string;
  readonly found: ReturnType<typeof usePlacesFound>;
  readonly onChoose: (value: string) => void;
};

/** What was found, with the way out: the place is not known. */
export function PlaceList({ id, isOpen, options, active, value, found, onChoose }: PlaceListProps) {
  const t = useTranslations("place");
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isOpen) list.current?.scrollIntoView({ block: "nearest" });
  }, [isOpen, options.length]);
  useEffect(() => {
    list.current?.querySelector("[data-active]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div
      ref={list}
      className={styles["list"]}
      hidden={!isOpen}
      // The field keeps the focus: what is pressed here is chosen there.
      onMouseDown={(event) => {
        event.preventDefault();
      }}
    >
      <Said found={found} />
      <div id={id} role="listbox" aria-label={t("list")}>
        {options.map((option, at) => (
          <div
            key={option.value}
            id={`${id}-${String(at)}`}
            role="option"
            aria-selected={option.value === value}
            data-active={at === active ? "" : undefined}
            className={classNames(styles["option"], option.place === undefined && styles["unknown"])}
            onClick={() => {
              onChoose(option.value);
            }}
          >
            {option.place === undefined ? t("unknown") : <FoundPlace place={option.place} />}
          </div>
        ))}
      </div>
    </div>
  );
}

/** What the search says for itself: that it looks, found nothing, or could not ask. */
function Said({ found: { places, error, isFetching, isAsked, refetch } }: Pick<PlaceListProps, "found">) {
  const t = useTranslations("place");
  const states = useTranslations("states");
  const problemText = useProblemText();
  if (error !== null) {
    return (
      <div className={styles["said"]} role="status">
        <p>{problemText(error)}</p>
        <Button size="small" onClick={() => void refetch()}>
          {states("retry")}
        </Button>
      </div>
    );
  }
  const counted = places.length === 0 ? t("none") : t("count", { count: places.length });
  const word = !isAsked ? t("type") : isFetching && places.length === 0 ? t("looking") : counted;
  return (
    <p role="status" className={classNames(styles["said"], places.length > 0 && styles["heard"])}>
      {word}
    </p>
  );
}

function FoundPlace({ place }: { readonly place: PlaceView }) {
  const t = useTranslations("place");
  const { name, province, former } = place;
  const was = formerLine(place);
  return (
    <>
      <span className={styles["name"]}>{name}</span>
      <span className={styles["province"]}>{province === null ? t("wholeProvince") : shortly(province.name)}</span>
      {former === null ? null : (
        <small className={styles["former"]}>
          {former.successors > 1 ? t("partOf", { was, count: former.successors }) : t("formerly", { was })}
        </small>
      )}
    </>
  );
}
