import { isShown } from "@nightlight/domain/record/conditions";
import type { Group } from "@nightlight/domain/record/definition";
import { FIRST_ITEM, itemPath, itemsOf, newItem, REMOVED } from "@nightlight/domain/record/path";
import { now } from "@nightlight/door/time/clock";
import { Button } from "@nightlight/ui/components/button";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useForm, useSaid } from "./form-context.ts";
import { FormField } from "./form-field.tsx";
import { MoreFields } from "./more-fields.tsx";
import styles from "./record-form.module.css";

/** Things of a kind, one under the other: one more by a button; one that was removed can be taken back. */
export function FormGroup({ group }: { readonly group: Group }) {
  const t = useTranslations("record.form");
  const said = useSaid();
  const { values, onType, onLeave, isReadOnly } = useForm();
  const [begun, setBegun] = useState<readonly string[]>([]);
  const [removed, setRemoved] = useState<readonly string[]>([]);
  const isGone = (item: string) => values[itemPath(group.key, item, REMOVED)] === "yes";
  const first = group.hasFirst && !isGone(FIRST_ITEM) ? [FIRST_ITEM] : [];
  const items = [...new Set([...first, ...itemsOf(group, values), ...begun])].filter((item) => !isGone(item));
  const mark = (item: string, value: string) => {
    const path = itemPath(group.key, item, REMOVED);
    onType(path, value);
    onLeave(path);
  };
  const nameOf = (item: string, index: number) => {
    const name = values[itemPath(group.key, item, "name")]?.trim() ?? "";
    return name === "" ? t("numbered", { what: said(group.label), number: index + 1 }) : name;
  };
  const remove = (item: string) => {
    setBegun(begun.filter((each) => each !== item));
    // What holds nothing leaves nothing to take back.
    if (!itemsOf(group, values).includes(item)) return;
    setRemoved([...removed, item]);
    mark(item, "yes");
  };
  return (
    <>
      {items.map((item, index) => (
        <fieldset key={item} className={styles["item"]} aria-label={nameOf(item, index)}>
          {items.length > 1 || !group.hasFirst ? (
            <div className={styles["item-head"]}>
              <span aria-hidden="true">{t("numbered", { what: said(group.label), number: index + 1 })}</span>
              {isReadOnly ? null : (
                <Button
                  tone="plain"
                  size="small"
                  aria-label={t("removeOne", { name: nameOf(item, index) })}
                  onClick={() => {
                    remove(item);
                  }}
                >
                  {t("remove")}
                </Button>
              )}
            </div>
          ) : null}
          <Item group={group} item={item} />
        </fieldset>
      ))}
      {removed.filter(isGone).map((item) => (
        <p key={item} role="status" className={styles["removed"]}>
          {t("removed", { name: nameOf(item, 0) })}
          <Button
            tone="plain"
            size="small"
            onClick={() => {
              setRemoved(removed.filter((each) => each !== item));
              mark(item, "");
            }}
          >
            {t("undo")}
          </Button>
        </p>
      ))}
      {isReadOnly ? null : (
        <button
          type="button"
          className={styles["more"]}
          onClick={() => {
            setBegun([...begun, newItem(new Date(now()), Math.random())]);
          }}
        >
          + {said(group.add)}
        </button>
      )}
    </>
  );
}

function Item({ group, item }: { readonly group: Group; readonly item: string }) {
  const { values, known } = useForm();
  const scope = { group: group.key, item };
  const shown = group.fields.filter((field) => isShown(field, values, known, scope));
  return (
    <>
      {shown
        .filter((field) => field.isMore !== true)
        .map((field) => (
          <FormField key={field.key} field={field} scope={scope} />
        ))}
      <MoreFields fields={shown.filter((field) => field.isMore === true)} scope={scope} />
    </>
  );
}
