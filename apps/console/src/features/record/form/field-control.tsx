import { TextArea, TextInput } from "@nightlight/ui/components/field";
import { PlacePicker } from "../../../shared/place-picker.tsx";
import type { ControlProps } from "./control-props.ts";
import { DayInput } from "./day-input.tsx";
import { useForm } from "./form-context.ts";
import { ManyOf } from "./many-of.tsx";
import { OneOf } from "./one-of.tsx";
import styles from "./record-form.module.css";

/** The control of a field, by its type. */
export function FieldControl(props: ControlProps) {
  const { id, field, path, describedBy, isWrong } = props;
  const { values, onType, onLeave, isReadOnly } = useForm();
  const value = values[path] ?? "";
  const text = {
    id,
    value,
    readOnly: isReadOnly,
    autoComplete: "off",
    "aria-describedby": describedBy,
    "aria-invalid": isWrong || undefined,
    onChange: (event: { target: { value: string } }) => {
      onType(path, event.target.value);
    },
    onBlur: () => {
      onLeave(path);
    },
  } as const;
  switch (field.type) {
    case "text":
      return <TextInput {...text} />;
    case "phone":
      return <TextInput {...text} type="tel" inputMode="tel" />;
    case "number":
      return <TextInput {...text} inputMode="numeric" maxLength={9} fits size={6} />;
    case "long_text":
      return <TextArea {...text} className={styles["long"]} rows={3} />;
    case "date":
      return <DayInput {...props} />;
    case "place":
      return (
        <PlacePicker
          id={id}
          value={value}
          isReadOnly={isReadOnly}
          describedBy={describedBy}
          onChange={(place) => {
            onType(path, place);
            onLeave(path);
          }}
          onBlur={text.onBlur}
        />
      );
    case "choice":
    case "yes_no_unknown":
      return <OneOf {...props} />;
    case "choices":
      return <ManyOf {...props} />;
  }
}
