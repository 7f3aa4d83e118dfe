import { choicesOf } from "@nightlight/domain/record/conditions";
import { codesOf, type Code } from "@nightlight/domain/record/definition";
import { fold } from "@nightlight/domain/privacy/text";
import { Chip, Chips } from "@nightlight/ui/components/chip";
import { TextInput } from "@nightlight/ui/components/field";
import { useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { ControlProps } from "./control-props.ts";
import { useForm, useSaid } from "./form-context.ts";
import styles from "./record-form.module.css";

/** More than this are looked for by typing. */
const MOST_WITHOUT_SEARCH = 14;

/** Several answers of a list: those chosen as chips, the others behind one button, found by typing without marks. */
export function ManyOf({ id, field, path, name, describedBy }: ControlProps) {
  const t = useTranslations("record.form");
  const said = useSaid();
  const listId = useId();
  const adder = useRef<HTMLButtonElement>(null);
  const { definition, values, onType, onLeave, isReadOnly } = useForm();
  const [isOpen, setOpen] = useState(false);
  const codes = codesOf(definition, field);
  const chosen = choicesOf(values[path] ?? "");
  const choose = (code: string) => {
    const next = chosen.includes(code) ? chosen.filter((each) => each !== code) : [...chosen, code];
    // In the list's order, as it is kept: the same choice is the same value on every desk.
    const kept = codes.filter((each) => next.includes(each.code)).map((each) => each.code);
    onType(path, kept.length === 0 ? "" : JSON.stringify(kept));
    onLeave(path);
  };
  return (
    <div role="group" aria-label={name} aria-describedby={describedBy} className={styles["many"]}>
      <Chips>
        {codes
          .filter(({ code }) => chosen.includes(code))
          .map((code) => (
            <Chip
              key={code.code}
              remove={
                isReadOnly
                  ? undefined
                  : {
                      label: t("removeOne", { name: said(code.label) }),
                      act: () => {
                        choose(code.code);
                        adder.current?.focus();
                      },
                    }
              }
            >
              {code.heading === undefined ? null : <b>{said(code.heading)}</b>} {said(code.label)}
            </Chip>
          ))}
        {isReadOnly ? null : (
          <button
            ref={adder}
            id={id}
            type="button"
            className={styles["add"]}
            aria-expanded={isOpen}
            aria-controls={listId}
            aria-label={isOpen ? t("done") : t("addTo", { name })}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            {isOpen ? t("done") : `+ ${t("add")}`}
          </button>
        )}
      </Chips>
      <div id={listId} hidden={!isOpen}>
        {isOpen ? (
          <Options
            codes={codes}
            chosen={chosen}
            onChoose={choose}
            onDone={() => {
              setOpen(false);
              adder.current?.focus();
            }}
          />
        ) : null}
      </div>
    </div>
  );
}

type OptionsProps = {
  readonly codes: readonly Code[];
  readonly chosen: readonly string[];
  readonly onChoose: (code: string) => void;
  readonly onDone: () => void;
};

function Options({ codes, chosen, onChoose, onDone }: OptionsProps) {
  const t = useTranslations("record.form");
  const said = useSaid();
  const [typed, setTyped] = useState("");
  const wanted = fold(typed.trim());
  const found = codes.filter(({ label, heading }) =>
    [label, heading].some((words) => words !== undefined && fold(said(words)).includes(wanted)),
  );
  const headings = [...new Set(found.map(({ heading }) => (heading === undefined ? "" : said(heading))))];
  return (
    <div
      className={styles["options"]}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onDone();
      }}
    >
      {codes.length > MOST_WITHOUT_SEARCH ? (
        <TextInput
          autoFocus
          aria-label={t("find")}
          placeholder={t("find")}
          value={typed}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
      ) : null}
      {found.length === 0 ? <p className={styles["none"]}>{t("noneFound", { typed })}</p> : null}
      {headings.map((heading) => (
        <div key={heading} role="group" aria-label={heading === "" ? undefined : heading}>
          {heading === "" ? null : <p aria-hidden="true">{heading}</p>}
          {found
            .filter((code) => (code.heading === undefined ? "" : said(code.heading)) === heading)
            .map(({ code, label }) => (
              <label key={code}>
                <input
                  type="checkbox"
                  checked={chosen.includes(code)}
                  onChange={() => {
                    onChoose(code);
                  }}
                />
                {said(label)}
              </label>
            ))}
        </div>
      ))}
    </div>
  );
}
