import { UNKNOWN_PLACE } from "@nightlight/domain/place/place";
import { TextInput } from "@nightlight/ui/components/field";
import { useId, useState, type KeyboardEvent } from "react";
import { useTranslations } from "use-intl";
import { isComposing } from "./keys/composing.ts";
import { placeLine, usePlaceOf, usePlacesFound } from "./place-lookup.ts";
import { PlaceList, type PlaceOption } from "./place-list.tsx";
import { PlaceNote } from "./place-note.tsx";
import styles from "./place-picker.module.css";

type PlacePickerProps = {
  /** The input's own id, for a label beside it. */
  readonly id?: string;
  /** Its name where no label points at it. */
  readonly label?: string;
  /** A commune's or province's code, "unknown", or nothing. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly isReadOnly?: boolean;
  readonly describedBy?: string | undefined;
};

/** No line of the list. */
const NONE = -1;

/**
 * A place, found by typing: with or without marks, by today's name or an old one. The province alone and "not known" are
 * answers. What was typed and not chosen stays as it is, and says that nothing was chosen.
 */
export function PlacePicker(props: PlacePickerProps) {
  const { id, label, value, onChange, onBlur, isReadOnly = false, describedBy } = props;
  const t = useTranslations("place");
  const listId = useId();
  const noteId = useId();
  const [draft, setDraft] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const [moved, setMoved] = useState<number>();
  const [isBuilding, setBuilding] = useState(false);
  const chosen = useChosen(value);

  // While a word is being built, half of it is no question.
  const [question, setQuestion] = useState("");
  const found = usePlacesFound(question);
  const options: readonly PlaceOption[] = [
    ...found.places.map((place) => ({ value: place.code, place })),
    { value: UNKNOWN_PLACE, place: undefined },
  ];
  // Without an answer to what was typed, or while an older one still stands there, Enter chooses nothing by mistake.
  const first = found.places.length === 0 ? NONE : 0;
  const active = found.isCurrent ? Math.min(moved ?? first, options.length - 1) : NONE;

  const open = () => {
    if (isReadOnly) return;
    setOpen(true);
    setMoved(undefined);
  };
  const rest = () => {
    setDraft(undefined);
    setQuestion("");
    setOpen(false);
  };
  const choose = (next: string) => {
    rest();
    onChange(next);
  };
  const move = (by: number) => {
    if (!isOpen) open();
    else if (found.isCurrent) setMoved((Math.max(active, by < 0 ? 0 : NONE) + by + options.length) % options.length);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isBuilding || isComposing(event.nativeEvent)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      const option = options[active];
      if (option !== undefined) choose(option.value);
    } else if (event.key === "Escape" && (isOpen || draft !== undefined)) {
      event.preventDefault();
      event.stopPropagation();
      rest();
    }
  };
  const leave = () => {
    setOpen(false);
    setBuilding(false);
    if (draft?.trim() === "") choose("");
    else if (draft === chosen.text) rest();
    onBlur?.();
  };

  return (
    <div className={styles["picker"]}>
      <TextInput
        {...(id === undefined ? {} : { id })}
        role="combobox"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && active !== NONE ? `${listId}-${String(active)}` : undefined}
        aria-describedby={describedBy === undefined ? noteId : `${noteId} ${describedBy}`}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        readOnly={isReadOnly}
        placeholder={t("hint")}
        value={draft ?? chosen.text}
        onChange={(event) => {
          setDraft(event.target.value);
          if (!isBuilding) setQuestion(event.target.value);
          open();
        }}
        onClick={open}
        onCompositionStart={() => {
          setBuilding(true);
        }}
        onCompositionEnd={(event) => {
          setBuilding(false);
          setQuestion(event.currentTarget.value);
        }}
        onKeyDown={press}
        onBlur={leave}
      />
      <PlaceList
        id={listId}
        isOpen={isOpen}
        options={options}
        active={active}
        value={value}
        found={found}
        onChoose={choose}
      />
      <PlaceNote
        id={noteId}
        isUnchosen={!isOpen && draft !== undefined}
        chosen={chosen.text}
        answer={chosen.answer}
        {...(isReadOnly ? {} : { onChoose: choose })}
      />
    </div>
  );
}

/** What stands in the field when nobody is typing. */
function useChosen(value: string) {
  const t = useTranslations("place");
  const answer = usePlaceOf(value);
  if (value === "") return { text: "", answer: undefined };
  if (value === UNKNOWN_PLACE) return { text: t("unknown"), answer: undefined };
  const place = answer?.place;
  if (place !== undefined && place !== null) return { text: placeLine(place), answer };
  const was = answer?.was;
  return { text: was === undefined || was === null ? value : was.name, answer };
}
